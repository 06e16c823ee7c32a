"""Text to curriculum and back: nothing lost, nothing changed, ids kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from courses.textformat import ContentError, parse, read, render, schema, uuid_for, write
from courses.textformat.__main__ import main
from tests.courses.sound import (
    block,
    course,
    curriculum,
    lesson,
    match_question,
    module,
    order_question,
    page,
    question,
    scenario,
    step,
)

CONTENT = Path(__file__).parents[2] / "content"
EVERY_BLOCK = (
    block("key_fact", "b01", fact="One: in # ten.", sources=("report",)),
    block("quotation", "b02", quote="'Ask', she said", attribution="A leader", said_on="2018-07", source="report"),
    block("details", "b03", summary="More", body="- one\n- two\n  1. three"),
    block("inset", "b04", body="**Bold** and [a link](page:help)."),
    block("warning", "b05", text="true"),
    block("table", "b06", caption="2024", header=("What, if", "Cost"), rows=(("a", ""), ("- b", "x" * 130))),
    scenario(step("s1", "s2"), step("s2"), ident="b07"),
    block(
        "sorting",
        "b08",
        title="Sort",
        instruction="Sort them.",
        groups=({"id": "yes", "title": "Yes"}, {"id": "no", "title": "No"}),
        items=({"id": "i1", "text": "@home", "group": "yes", "feedback": "So."},),
    ),
    block("cards", "b09", title="Cards", cards=({"id": "c1", "title": "A", "principle": "p1", "body": "Words."},)),
    block(
        "self_assessment",
        "b10",
        title="You",
        intro="Say.",
        scale=("Not yet", "Some", "Often", "How we work"),
        statements=({"id": "s1", "text": "We ask.", "principle": "p1", "modules": ("m01",)},),
    ),
    block("text", "b11", body="### Detail\n\nWords that end here."),
    block("image", "b12", file="street.png", alternative="A street", decorative=False, caption="By A, CC0"),
    block("video", "b13", title="A film", file="talk.mp4", captions="talk.vtt", transcript="## Start\n\nHello."),
    block("document", "b14", title="Terms", file="terms.pdf"),
)
FILES = {f"modules/m01-module-m01/files/{name}": b"x" for name in ("street.png", "talk.mp4", "talk.vtt", "terms.pdf")}
BANK = (question("q01"), order_question(), match_question(), question("q02", scenario="You chair. " * 20 + "Now?"))


def rich():
    """A curriculum with every kind of block and question."""
    made = module(lessons=(lesson("l01", *EVERY_BLOCK), lesson("l02", *EVERY_BLOCK)), questions=BANK)
    courses = (course(modules=(replace(course().modules[0], required=False),), order=2),)
    return curriculum(modules=(made,), courses=courses, pages=(page(id="faq", slug="faq", parent="help"), page()))


def files(whole):
    return {path: text.encode() for path, text in render(whole).items()}


def test_what_is_written_is_read_as_it_was():
    assert parse(files(rich()) | FILES) == rich()
    assert parse(files(curriculum())) == curriculum()


def test_every_block_of_the_schema_is_written_and_read():
    used = {one.type for made in (rich(), curriculum()) for m in made.modules for le in m.lessons for one in le.blocks}
    assert used == set(schema.BLOCKS)


def test_export_import_and_export_give_the_same_files():
    once = render(rich())
    assert render(parse({path: text.encode() for path, text in once.items()} | FILES)) == once


def test_the_curriculum_itself_can_be_read_and_written(tmp_path):
    whole = read(CONTENT)
    write(whole, tmp_path)
    assert read(tmp_path) == whole
    assert write(whole, tmp_path) == []


def test_writing_leaves_what_is_not_of_the_format_and_removes_what_is_gone(tmp_path):
    write(curriculum(), tmp_path)
    (tmp_path / "REVIEW.md").write_text("Read this.\n")
    less = replace(curriculum(), pages=())
    assert write(less, tmp_path) == ["pages/help.md"]
    assert (tmp_path / "REVIEW.md").exists()


def test_hand_written_text_is_normalised_once():
    made = files(curriculum())
    path = "modules/m01-module-m01/lessons/01-lesson-l01.md"
    made[path] = (
        made[path]
        .replace(b"need to know.\n", b"need\nto know.\n")
        .replace(b"title: Lesson", b'title: "Lesson')
        .replace(b"l01\nsummary", b'l01"\nsummary')
    )
    assert render(parse(made)) == render(curriculum())


def test_what_may_be_left_out_is_not_written():
    [text] = [text for path, text in render(rich()).items() if path.endswith("assessment.yaml")]
    assert "correct: false" not in text
    assert "items: []" not in text


def test_lines_are_kept_for_messages_and_never_compared():
    first = parse(files(curriculum())).modules[0]
    assert first.lessons[0].blocks[1].line > first.lessons[0].blocks[0].line > 1
    assert first.file == "modules/m01-module-m01/module.yaml"
    assert first.lessons[0] == lesson("l01", outcomes=first.lessons[0].outcomes)


def test_a_uuid_follows_from_the_path_of_ids_and_never_changes():
    assert str(uuid_for("m01", "l02", "kc1", "a")) == "e3bb8b51-d188-5a70-9f31-1e3e9484cbc2"
    assert uuid_for("m01", "l02") != uuid_for("m01", "l03")


def test_what_exists_elsewhere_may_be_named_when_one_module_is_read_alone():
    alone = files(replace(curriculum(), sources=(), courses=(), pages=(), modules=curriculum().modules[:1]))
    with pytest.raises(ContentError):
        parse(alone)
    assert parse(alone, known={("source", "report")}).modules[0].id == "m01"


def test_the_command_lists_what_it_finds_and_says_by_its_status_whether_to_mend(tmp_path, capsys):
    write(curriculum(), tmp_path)
    assert main([str(tmp_path)]) == 0
    (tmp_path / "pages/help.md").write_text("---\nid: help\n---\n")
    assert main([str(tmp_path)]) == 1
    assert "pages/help.md:2: “title” is missing." in capsys.readouterr().out


def test_the_command_writes_canonically_when_asked(tmp_path, capsys):
    write(curriculum(), tmp_path)
    (tmp_path / "sources.yaml").write_text((tmp_path / "sources.yaml").read_text().replace("A report", "'A report'"))
    assert main([str(tmp_path), "--write"]) == 0
    assert "written: sources.yaml" in capsys.readouterr().out
