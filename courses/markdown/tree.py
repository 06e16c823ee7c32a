"""What a text is made of, between its two spellings (Markdown and HTML)."""

import re
from dataclasses import dataclass, replace
from itertools import groupby

from markdown_it.common.normalize_url import normalizeLink

INTERNAL = re.compile(r"(module|lesson|page):([a-z0-9_/-]+)")
PIECES = re.compile(r"\s+|\S+")
EXTERNAL = re.compile(r"(https?://[^\s/]|mailto:[^\s@]+@[^\s@])")


@dataclass(frozen=True)
class Trouble:
    """Something outside the dialect, at a line of the text that counts from 1."""

    line: int
    code: str
    message: str


class MarkdownError(ValueError):
    """The text, or the HTML, says what the dialect cannot; `troubles` lists all of it."""

    def __init__(self, troubles):
        self.troubles = tuple(troubles)
        super().__init__("; ".join(f"line {t.line}: {t.message}" for t in self.troubles))


@dataclass(frozen=True)
class Run:
    """Letters in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Heading:
    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Item:
    runs: tuple[Run, ...]
    lists: tuple["List", ...] = ()


@dataclass(frozen=True)
class List:
    ordered: bool
    items: tuple[Item, ...]


def tidy(runs):
    """Spaces collapse, and wear a style only where both neighbours do; equal neighbours become one run."""
    if len({(one.bold, one.italic, one.href) for one in runs}) == 1:
        text = " ".join("".join(one.text for one in runs).split())
        return (replace(runs[0], text=text),) if text else ()
    pieces = [Run(piece, one.bold, one.italic, one.href) for one in runs for piece in PIECES.findall(one.text)]
    words = [tuple(group) for blank, group in groupby(pieces, lambda one: one.text.isspace()) if not blank]
    styled = groupby(_spaced(words), lambda one: (one.bold, one.italic, one.href))
    return tuple(Run("".join(one.text for one in group), *style) for style, group in styled)


def _spaced(words):
    """The pieces of words, with a space between each word and the next."""
    left = None
    for word in words:
        if left:
            href = left.href if left.href == word[0].href else ""
            yield Run(" ", left.bold and word[0].bold, left.italic and word[0].italic, href)
        yield from word
        left = word[-1]


def united(blocks):
    """The same blocks without empty ones, and with neighbouring lists of one kind as one list."""
    kept = []
    for block in blocks:
        if isinstance(block, List):
            items = tuple(item for item in block.items if item.runs or item.lists)
            if kept and isinstance(kept[-1], List) and kept[-1].ordered == block.ordered:
                kept[-1] = List(block.ordered, kept[-1].items + items)
            elif items:
                kept.append(List(block.ordered, items))
        elif block.runs:
            kept.append(block)
    return tuple(kept)


def groups(runs, inside=()):
    """Runs as nested wrappers, the longest outermost: `(style, value, runs)` or `(None, text, ())`."""
    start = 0
    while start < len(runs):
        spans = [(_extent(runs, start, style), style) for style in ("href", "bold", "italic") if style not in inside]
        length, style = max(spans, key=lambda span: span[0], default=(0, None))
        if length:
            yield style, getattr(runs[start], style), runs[start : start + length]
        else:
            yield None, runs[start].text, ()
        start += length or 1


def _extent(runs, start, style):
    value = getattr(runs[start], style)
    end = start
    while value and end < len(runs) and getattr(runs[end], style) == value:
        end += 1
    return end - start


def address(href):
    """One spelling for each address: percent-encoded, and no bracket that would end a Markdown link."""
    return normalizeLink(href.strip()).replace("(", "%28").replace(")", "%29").replace("\\", "%5C")


def internal(href):
    """`("lesson", "m05/l02")` for a link within the site, or None."""
    found = INTERNAL.fullmatch(href)
    return found.groups() if found else None


def every_run(blocks):
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield from item.runs
                yield from every_run(item.lists)
        else:
            yield from block.runs


def hrefs(blocks):
    """Where the text's links lead, in reading order."""
    return tuple(href for href, _ in groupby(run.href for run in every_run(blocks) if run.href))


def plain(blocks):
    """The words alone, a line for each heading, paragraph and item."""
    lines = []
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                lines += ["".join(run.text for run in item.runs), plain(item.lists)]
        else:
            lines.append("".join(run.text for run in block.runs))
    return "\n".join(line for line in lines if line)
