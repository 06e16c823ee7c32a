"""Whatever a curriculum says comes back as it was; whatever bytes come in, nothing but ContentError goes out."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.textformat import BlockText, ContentError, Curriculum, parse, render, schema
from courses.textformat.walking import block_leaves
from tests.courses.sound import course, curriculum, lesson, module

LETTERS = st.sampled_from("abc é“”’:#-?!&*|>%@`'\"{}[],0129.=~<\\ ")
WORDS = st.sampled_from(["true", "no", "2024-01-01", "1.5", "~", "- ", ": ", " #"])
DAMAGE = [b"\t", b"  ", b"\n", b": ", b"- ", b"&a ", b"*a", b"```", b"---\n", b"|", b"'", b"{[", b"<!--", b"\xff"]
patient = settings(deadline=None, max_examples=40)  # several hundred in all; each run looks at others
SMALL = curriculum(modules=(module(),), courses=(course(modules=course().modules[:1]),))
SOUND = {path: text.encode() for path, text in render(SMALL).items()}
PATHS = sorted(SOUND)
texts = (
    st.lists(LETTERS | WORDS, min_size=1, max_size=60)
    .map("".join)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
idents = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,5})?", fullmatch=True)
markdowns = st.sampled_from(
    ["Words.", "- one\n- two\n  1. **three**", "A *b* [c](module:m01).\n\n\\# d", "\\- e: f # g"]
)


FIXED = {"source": "report", "module": "m01", "outcome": "o1"}
PLAIN = {
    schema.Text: lambda kind: texts,
    schema.Markdown: lambda kind: markdowns,
    schema.Id: lambda kind: idents,
    schema.Flag: lambda kind: st.booleans(),
    schema.When: lambda kind: st.sampled_from(["2018", "2018-07", "2018-07-04"]),
    schema.OneOf: lambda kind: st.sampled_from(kind.codes),
    schema.File: lambda kind: st.sampled_from([f"a.{kind.endings[0]}", f"the-other_1.{kind.endings[-1]}"]),
    schema.Ref: lambda kind: st.just(FIXED[kind.to]),
    schema.Optional: lambda kind: st.just(kind.default) | values(kind.kind),
    schema.ListOf: lambda kind: lists(kind),
    schema.Record: lambda kind: st.fixed_dictionaries({name: values(of) for name, of in kind.fields.items()}),
}


def values(kind):
    """Values of a kind in the schema. Names refer to what the sound curriculum has."""
    return PLAIN[type(kind)](kind)


def lists(kind):
    if isinstance(kind.of, schema.Ref):
        return values(kind.of).map(lambda value: (value,))
    unique = (lambda value: value["id"]) if isinstance(kind.of, schema.Record) else None
    return st.lists(values(kind.of), min_size=kind.least or 1, max_size=max(kind.least, 3), unique_by=unique).map(tuple)


def block_of(type_):
    def made(fields):
        return BlockText(fields["id"], type_, {name: value for name, value in fields.items() if name != "id"})

    return values(schema.BLOCKS[type_]).map(made)


blocks = st.lists(st.sampled_from(sorted(schema.BLOCKS)).flatmap(block_of), max_size=4, unique_by=lambda one: one.id)
questions = st.lists(values(schema.QUESTION), max_size=3, unique_by=lambda one: one["id"])


def shaped(kind, value):
    """The value with the schema's shapes instead of dicts."""
    if isinstance(kind, schema.Optional):
        return shaped(kind.kind, value)
    if isinstance(kind, schema.ListOf):
        return tuple(shaped(kind.of, entry) for entry in value)
    if isinstance(kind, schema.Record):
        return kind.shape(**{name: shaped(of, value[name]) for name, of in kind.fields.items()})
    return value


def files_of(made):
    """The pictures and files that its blocks name, and no others."""
    named = {leaf for one in made.lessons for block in one.blocks for leaf in files_in(block)}
    return {f"modules/{made.id}-{made.slug}/files/{name}": b"x" for name in named}


def files_in(block):
    return [value for kind, value in block_leaves(block) if isinstance(kind, schema.File) and value]


@patient
@given(blocks, questions, texts, st.dates(date(1000, 1, 1)))
def test_whatever_a_curriculum_says_it_comes_back_the_same(found, asked, title, day):
    bank = tuple(shaped(schema.QUESTION, question) for question in asked)
    lessons = (lesson("l01", title=title, blocks=tuple(found)),)
    made = module(title=title, review_on=day, lessons=lessons, questions=bank)
    whole = Curriculum(curriculum().sources, (made,))
    files = render(whole)
    again = parse({path: text.encode() for path, text in files.items()} | files_of(made))
    assert again == whole
    assert render(again) == files


def read_or_refused(files):
    """The curriculum, or None where every problem has its line and its sentence."""
    try:
        return parse(files)
    except ContentError as refused:
        problems = refused.problems
    assert problems
    assert all(problem.line >= 1 and problem.message for problem in problems)
    return None


@patient
@given(
    st.sampled_from(PATHS), st.integers(0, 4000), st.integers(0, 40), st.binary(max_size=12) | st.sampled_from(DAMAGE)
)
def test_whatever_is_done_to_a_file_is_read_or_refused(path, at, length, damage):
    at %= len(SOUND[path])
    whole = read_or_refused(SOUND | {path: SOUND[path][:at] + damage + SOUND[path][at + length :]})
    if whole:
        assert parse({name: text.encode() for name, text in render(whole).items()}) == whole


@patient
@given(st.dictionaries(st.sampled_from(PATHS) | st.text(max_size=30), st.binary(max_size=200), max_size=4))
def test_whatever_files_come_they_are_read_or_refused(files):
    read_or_refused(files)


@pytest.mark.parametrize("path", PATHS)
def test_a_file_that_is_left_out_is_missed_or_not_needed(path):
    whole = read_or_refused({name: data for name, data in SOUND.items() if name != path})
    assert whole is None or whole != SMALL


def test_an_empty_folder_is_an_empty_curriculum():
    assert parse({}) == Curriculum()
    assert render(Curriculum()) == {}
