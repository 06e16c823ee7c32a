"""A Curriculum to the files of `content/`, each in its canonical spelling: reading and writing again changes none."""

import textwrap
from functools import singledispatch
from pathlib import Path

import yaml

from courses.markdown import canonical
from courses.textformat import schema
from courses.textformat.folders import files_in
from courses.textformat.reading import PLACES

WIDTH = 118
STR = "tag:yaml.org,2002:str"
SPECIAL_FIRST = set("-?:,[]{}#&*!|>'\"%@`=~ ")
SPECIAL_IN_FLOW = set(",[]{}")
SOURCES_OPEN = (
    "# Every source that a page may cite, by key. confidence: seen | seen-secondary | general (see REVIEW.md).\n"
)
RESOLVER = yaml.resolver.Resolver()


def render(curriculum):
    """Paths within the folder to text."""
    files = {}
    if curriculum.sources:
        files["sources.yaml"] = SOURCES_OPEN + _joined(line for one in curriculum.sources for line in _source(one))
    for module in curriculum.modules:
        folder = f"modules/{module.id}-{module.slug}"
        files[f"{folder}/module.yaml"] = _joined(_fields(schema.MODULE_FILE, vars(module), 0))
        bank = {"module": module.id, "questions": module.questions}
        files[f"{folder}/assessment.yaml"] = _joined(_fields(schema.ASSESSMENT, bank, 0))
        for number, lesson in enumerate(module.lessons, 1):
            files[f"{folder}/lessons/{number:02}-{lesson.slug}.md"] = _lesson(lesson)
    for course in curriculum.courses:
        files[f"courses/{course.slug}.yaml"] = _joined(_fields(schema.COURSE_FILE, vars(course), 0))
    for page in curriculum.pages:
        files[f"pages/{page.slug}.md"] = _fronted(schema.PAGE_FRONT, page, [canonical(page.body)])
    return files


def write(curriculum, folder):
    """Makes the folder hold this curriculum and no other; what is not of the format (README.md …) stays. Returns the
    paths that changed."""
    folder, files = Path(folder), render(curriculum)
    there = files_in(folder) if folder.is_dir() else {}
    stale = [path for path in there if path not in files and _ours(path)]
    changed = [path for path, text in files.items() if there.get(path) != text.encode()]
    for path in changed:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(files[path], encoding="utf-8", newline="\n")
    for path in stale:
        (folder / path).unlink()
    return sorted(changed + stale)


def _ours(path):
    return any(pattern.fullmatch(path) for place, pattern in PLACES.items() if place not in ("other", "file"))


def _joined(lines):
    return "".join(f"{line}\n" for line in lines)


def _source(source):
    return [f"{source.key}:", *_fields(schema.SOURCE_ENTRY, vars(source), 2)]


def _lesson(lesson):
    return _fronted(schema.LESSON_FRONT, lesson, [_block(block) for block in lesson.blocks])


def _fronted(record, thing, parts):
    front = _joined(["---", *_fields(record, vars(thing), 0), "---"])
    return "\n".join([front, *(f"{part}\n" for part in parts)]) if parts else front


def _block(block):
    if block.type == "text":
        return f"<!-- text: {block.id} -->\n\n{canonical(block.fields['body'])}"
    fields = _fields(schema.BLOCKS[block.type], {"id": block.id, **block.fields}, 0)
    return f"```{block.type}\n{_joined(fields)}```"


def _fields(record, values, column):
    """A mapping's lines: what may be left out and says nothing is left out."""
    lines = []
    for name, kind in record.fields.items():
        value = values.get(name, getattr(kind, "default", ""))
        if not (isinstance(kind, schema.Optional) and value == kind.default):
            lines += _lines(kind, value, " " * column + f"{name}:", column)
    return lines


@singledispatch
def _lines(kind, value, lead, column):
    """The lines of a value. `lead` is what opens the first (`  title:` or `  -`), and starts in `column`."""
    return [f"{lead} {_scalar(kind, value)}"]


@_lines.register
def _(kind: schema.Optional, value, lead, column):
    return _lines(kind.kind, value, lead, column)


@_lines.register
def _(kind: schema.Text, value, lead, column):
    text = " ".join(value.split())
    line = f"{lead} {_spelled(text)}"
    return [line] if len(line) <= WIDTH else [f"{lead} >-", *_wrapped(text, column + 2)]


@_lines.register
def _(kind: schema.Markdown, value, lead, column):
    lines = canonical(value).split("\n")
    return [f"{lead} |", *(" " * (column + 2) + line if line else "" for line in lines)]


@_lines.register
def _(kind: schema.Record, value, lead, column):
    return _after_dash(lead, _fields(kind, value if isinstance(value, dict) else vars(value), column + 2))


@_lines.register
def _(kind: schema.ListOf, value, lead, column):
    if _in_one_line(kind, lead):
        line = f"{lead} [{', '.join(_scalar(kind.of, entry, SPECIAL_IN_FLOW) for entry in value)}]"
        if len(line) <= WIDTH:
            return [line]
    dash = " " * (column + 2) + "-"
    entries = [line for entry in value for line in _lines(kind.of, entry, dash, column + 2)]
    return _after_dash(lead, entries) if value else [f"{lead} []"]


def _in_one_line(kind, lead):
    """Lists of names, and the rows of a table."""
    return not isinstance(kind.of, schema.Record | schema.Text | schema.ListOf) or lead.endswith(("-", "header:"))


def _after_dash(lead, lines):
    return [f"{lead} {lines[0].lstrip()}", *lines[1:]] if lead.endswith("-") else [lead, *lines]


def _scalar(kind, value, special=frozenset()):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(kind, schema.Number | schema.Day | schema.When):
        return str(value)
    return _spelled(" ".join(value.split()), special)


def _spelled(text, special=frozenset()):
    """A text in one line: plain where YAML reads it as the same text, else in quotes."""
    plain = (
        text
        and text[0] not in SPECIAL_FIRST
        and not text.endswith(":")
        and ": " not in text
        and " #" not in text
        and not special & set(text)
        and RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == STR
    )
    return text if plain else "'" + text.replace("'", "''") + "'"


def _wrapped(text, column):
    wrap = textwrap.TextWrapper(WIDTH - column, break_long_words=False, break_on_hyphens=False)
    return [" " * column + line for line in wrap.wrap(text)]
