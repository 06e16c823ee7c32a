"""Every problem of a text has its file, its line and a sentence; nothing is half read."""

from functools import cache

import pytest

from courses.textformat import ContentError, parse, read, render
from courses.textformat.folders import files_in
from courses.textformat.nodes import LARGEST
from tests.courses.sound import curriculum

SOURCES, COURSE, PAGE = "sources.yaml", "courses/everyone.yaml", "pages/help.md"
MODULE = "modules/m01-module-m01/module.yaml"
BANK = "modules/m01-module-m01/assessment.yaml"
LESSON = "modules/m01-module-m01/lessons/01-lesson-l01.md"
SECOND = "modules/m01-module-m01/lessons/02-lesson-l02.md"


@cache
def rendered():
    return {path: text.encode() for path, text in render(curriculum()).items()}


def sound():
    return dict(rendered())


def problems(files):
    with pytest.raises(ContentError) as refused:
        parse(files)
    return [(one.file, one.line, one.code) for one in refused.value.problems]


def changed(path, old, new):
    """The sound files with the first `old` of one of them replaced."""
    files = sound()
    assert old.encode() in files[path]
    return files | {path: files[path].replace(old.encode(), new.encode(), 1)}


def line_of(path, words):
    return sound()[path].decode().split(words)[0].count("\n") + 1


# path, what stands there, what is written instead, code; the problem's line is that of the words.
MISTAKES = [
    (MODULE, "title: Module m01", "title: 2024", "type"),
    (MODULE, "title: Module m01", "title: yes", "type"),
    (MODULE, "title: Module m01", "title:", "type"),
    (MODULE, "title: Module m01", "title: ''", "empty"),
    (MODULE, "title: Module m01", "title: [Module]", "type"),
    (MODULE, "title: Module m01", "title: Module: one", "yaml"),
    (MODULE, "title: Module m01", 'title: "\\0"', "character"),
    (MODULE, "title: Module m01", "title: &a Module", "anchor"),
    (MODULE, "title: Module m01", "title: *a", "anchor"),
    (MODULE, "title: Module m01", "title: !!python/name:os.system x", "type"),
    (MODULE, "title: Module m01", "title: !!binary aGk=", "type"),
    (MODULE, "title: Module m01", f"title: {'x' * 5000}", "too-long"),
    (MODULE, "principle: p1", "principle: p6", "unknown-principle"),
    (MODULE, "  - chief_officer", "  - chief_oficer", "unknown-audience"),
    (MODULE, "  - senior_manager", "  - chief_officer", "duplicate"),
    (MODULE, "status: live", "status: published", "unknown-status"),
    (MODULE, "pass_mark: 8", "pass_mark: '8'", "type"),
    (MODULE, "pass_mark: 8", "pass_mark: 999", "number"),
    (MODULE, "pass_mark: 8", "pass_mark: -8", "number"),
    (MODULE, "pass_mark: 8", "pass_mark: 8.5", "type"),
    (MODULE, "by_assessment: true", "by_assessment: 'true'", "type"),
    (MODULE, "by_assessment: true", "by_assessment: yes", "type"),
    (MODULE, "review_on: 2027-11-22", "review_on: soon", "type"),
    (MODULE, "review_on: 2027-11-22", "review_on: 2027-02-30", "date"),
    (MODULE, "review_on: 2027-11-22", "review_on: 2027-11-22 10:00:00", "date"),
    (MODULE, "sources: [report]", "sources: [raport]", "unknown-source"),
    (MODULE, "sources: [report]", "sources: report", "type"),
    (MODULE, "legal_review: false", "legal_reviews: false", "unknown-key"),
    (MODULE, "legal_review: false", "by_assessment: false", "duplicate-key"),
    (MODULE, "summary: One sentence.", "summary: |\n  One.\n\n  Two.", "one-paragraph"),
    (MODULE, "slug: module-m01", "slug: Module M01", "id"),
    (BANK, "kind: single", "kind: essay", "unknown-kind"),
    (BANK, "outcome: o1", "outcome: o9", "unknown-outcome"),
    (BANK, "  - id: q01", "  - id: q00", "duplicate"),
    (BANK, "      - id: b", "      - id: a", "duplicate"),
    (COURSE, "  - module: m05", "  - module: m55", "unknown-module"),
    (COURSE, "  - module: m05", "  - module: m04", "duplicate"),
    (SOURCES, "  confidence: seen", "  confidence: sure", "unknown-confidence"),
    (SOURCES, "  url: https://example.org/report", "  url: example", "address"),
    (SOURCES, "report:", "Report:", "id"),
    (LESSON, "minutes: 7", "minutes: 99", "number"),
    (LESSON, "prompt: What", "\tprompt: What", "tab"),
    (LESSON, "<!-- text: words -->", "<!-- text: Words! -->", "id"),
    (LESSON, "```knowledge_check", "```knowledge_chek", "unknown-block"),
    (LESSON, "## Why it matters", "# Why it matters", "heading-level"),
    (LESSON, "## Why it matters", "## Why `it` matters", "code"),
    (LESSON, "## Why it matters", "[gone](lesson:m01/l99)", "unknown-lesson"),
    (SECOND, "  It changed course.", "  It `x` changed.", "code"),
    (SECOND, "  It changed course.", "  ## Course", "heading"),
    (SECOND, "  It changed course.", "  See [gone](page:gone).", "unknown-page"),
    (PAGE, "## Ask", "<script>alert(1)</script>", "html"),
]


@pytest.mark.parametrize(("path", "old", "new", "code"), MISTAKES)
def test_a_mistake_is_reported_where_it_stands(path, old, new, code):
    assert (path, line_of(path, old), code) in problems(changed(path, old, new))


def test_a_field_that_is_missing_is_reported_at_its_record():
    assert problems(changed(MODULE, "title: Module m01\n", "")) == [(MODULE, 1, "missing")]
    where = line_of(BANK, "id: q01")
    assert problems(changed(BANK, "id: q01\n    kind: single", "id: q01")) == [(BANK, where, "missing")]


def test_everything_is_reported_at_once():
    files = changed(MODULE, "principle: p1", "principle: p6") | {
        SOURCES: changed(SOURCES, "confidence: seen\n", "confidence: sure\n")[SOURCES],
        LESSON: changed(LESSON, "minutes: 7", "minutes: x")[LESSON],
    }
    assert [code for _, _, code in problems(files)] == ["type", "unknown-principle", "unknown-confidence"]


def test_a_message_suggests_what_was_meant():
    with pytest.raises(ContentError, match="Did you mean “chief_officer”"):
        parse(changed(MODULE, "chief_officer", "chief_oficer"))
    with pytest.raises(ContentError, match="Did you mean “knowledge_check”"):
        parse(changed(LESSON, "```knowledge_check", "```knowledge_chek"))


BYTES = [
    (b"\xef\xbb\xbf", "", 1, "bom"),
    (b"id: m01\r\n", "id: m01\n", 1, "line-ends"),
    (b"id: m01\n# \xff\n", "id: m01\n", 2, "encoding"),
    (b"id: m01\n# \x00\n", "id: m01\n", 2, "character"),
    (b"id: m01\n# \xe2\x80\xae\n", "id: m01\n", 2, "character"),
]


@pytest.mark.parametrize(("new", "old", "line", "code"), BYTES)
def test_bytes_that_are_no_plain_text_are_refused(new, old, line, code):
    files = sound()
    files[MODULE] = files[MODULE].replace(old.encode(), new, 1)
    assert (MODULE, line, code) in problems(files)


def test_a_file_that_is_too_large_is_refused_unread():
    assert (SOURCES, 1, "too-large") in problems(sound() | {SOURCES: b"#" * (LARGEST + 1)})


def test_yaml_that_is_nested_too_deeply_is_refused():
    assert (SOURCES, 1, "depth") in problems(sound() | {SOURCES: b"[" * 100_000})


@pytest.mark.parametrize("text", ["", "just words", "- a\n- b", "a: b\n---\nc: d", "{", "? [a]\n: b", "<<: {a: b}"])
def test_yaml_that_is_no_mapping_of_sources_is_refused(text):
    assert SOURCES in {file for file, _, _ in problems(sound() | {SOURCES: text.encode()})}


def test_a_broken_file_does_not_make_its_references_look_broken():
    assert [code for _, _, code in problems(sound() | {SOURCES: b"{"})] == ["yaml"]
    assert [code for _, _, code in problems(sound() | {SOURCES: b"- a"})] == ["type"]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("No front matter.", 1, "front-matter"),
        ("---\nid: l01\n", 1, "front-matter"),
        ("---\nid: l01\n---\n\nLoose words.", 5, "stray-text"),
        ("---\nid: l01\n---\n\n<!-- text: a -->\n", 6, "empty"),
        ("---\nid: l01\n---\n\n<!-- text: a -->\nWords.\n\n<!-- text: a -->\nWords.", 8, "duplicate"),
        ("---\nid: l01\n---\n```warning\nid: w\ntext: Beware.\n", 4, "unclosed"),
        ("---\nid: l01\n---\n```\ncode\n```\n", 4, "unknown-block"),
        ("---\nid: l01\n---\n```warning\n```\n", 5, "empty"),
        ("---\nid: l01\n---\n```warning\n- a\n```\n", 5, "type"),
    ],
)
def test_a_lesson_that_is_put_together_wrongly_is_refused(text, line, code):
    assert (LESSON, line, code) in problems(sound() | {LESSON: text.encode()})


def test_files_stand_where_the_format_says():
    for path in (
        "notes.txt",
        "modules/m01-module-m01/lessons/1-x.md",
        "../sources.yaml",
        "/etc/passwd",
        "pages/Help.md",
    ):
        assert (path, 1, "unknown-file") in problems(sound() | {path: b"x"})


def test_a_module_has_all_its_files_and_its_folder_is_named_for_it():
    without = {path: data for path, data in sound().items() if path != BANK}
    assert problems(without) == [(BANK, 1, "missing-file")]
    assert problems(changed(MODULE, "slug: module-m01", "slug: another")) == [(MODULE, 1, "folder")]
    assert problems(changed(BANK, "module: m01", "module: m02")) == [(BANK, 1, "folder")]


def test_ids_are_not_used_twice():
    copy = {path.replace("01-lesson", "03-copy"): data for path, data in sound().items() if path == LESSON}
    [(path, _, code)] = problems(sound() | copy)
    assert (path, code) == (LESSON.replace("01-lesson", "03-copy"), "duplicate")
    assert problems(sound() | {PAGE.replace("help", "other"): sound()[PAGE]})[0][2] == "duplicate"


def test_two_lessons_do_not_share_a_number():
    moved = {path.replace("/02-", "/01-"): data for path, data in sound().items()}
    assert {code for _, _, code in problems(moved)} == {"duplicate"}


def test_a_folder_that_is_not_there_or_leads_elsewhere_is_refused(tmp_path):
    with pytest.raises(ContentError, match="no such folder"):
        read(tmp_path / "nowhere")
    (tmp_path / "sources.yaml").symlink_to("/etc/passwd")
    with pytest.raises(ContentError, match="A link"):
        files_in(tmp_path)


def test_hidden_files_and_leftovers_are_passed_over(tmp_path):
    for name in (".sources.yaml.swp", "sources.yaml~"):
        (tmp_path / name).write_text("x")
    assert files_in(tmp_path) == {}
