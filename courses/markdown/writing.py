"""The tree to canonical Markdown: a line for each paragraph, asterisks, hyphens, and no escape that is not needed."""

import re
import string
from unicodedata import category

from courses.markdown.reading import parse
from courses.markdown.tree import Heading, List, MarkdownError, Trouble, groups, united

MARKS = {"bold": "**", "italic": "*"}
ALWAYS = re.compile(r"([\\`*\[\]<])")
UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
ENTITY = re.compile(r"&(?=#?\w+;)")
LINE_START = re.compile(r"^(?=([#>|~+=-]))|^(\d+)(?=[.)](?:\s|$))")


def render(blocks):
    """Canonical Markdown. Raises MarkdownError for the rare neighbours, bold and italic, that Markdown cannot spell."""
    blocks = united(blocks)
    text = "\n\n".join(_block(block) for block in blocks)
    if not _says(text, blocks):
        raise MarkdownError([Trouble(1, "unspeakable", "Put a space between the bold and italic words that touch.")])
    return text


def _says(text, blocks):
    try:
        return parse(text) == blocks
    except MarkdownError:
        return False


def _block(block):
    if isinstance(block, List):
        return "\n".join(_items(block, ""))
    if isinstance(block, Heading):
        line = re.sub(r"(#+)$", r"\\\1", _inline(block.runs))
        return f"{'#' * block.level} {line}"
    return _inline(block.runs)


def _items(block, indent):
    for number, item in enumerate(block.items, 1):
        mark = f"{number}. " if block.ordered else "- "
        yield indent + mark + _inline(item.runs)
        for inner in item.lists:
            yield from _items(inner, indent + " " * len(mark))


def _inline(runs):
    pieces = [piece for piece in _pieces(runs) if piece[1]]
    _let_marks_work(pieces)
    line = "".join(text for _, text in pieces)
    return LINE_START.sub(lambda m: f"{m[2]}\\" if m[2] else "\\", line) if pieces and pieces[0][0] == "text" else line


def _pieces(runs, inside=()):
    """What the line is put together from: `[kind, text]`, the kind being text, open, close or link."""
    for style, value, members in groups(runs, inside):
        if style is None:
            yield ["text", _escaped(value)]
            continue
        mark = MARKS.get(style)
        yield ["open", mark] if mark else ["link", "["]
        yield from _pieces(members, (*inside, style))
        yield ["close", mark] if mark else ["link", f"]({value})"]


def _escaped(text):
    return ENTITY.sub(r"\\&", UNDERSCORE.sub(r"\\_", ALWAYS.sub(r"\\\1", text)))


def _let_marks_work(pieces):
    """CommonMark opens no bold between a letter and a quotation mark: there the letter is written as its number.
    An exclamation mark before a link would make it an image."""
    for at, (kind, text) in enumerate(pieces):
        before, after = pieces[at - 1] if at else None, pieces[at + 1] if at + 1 < len(pieces) else None
        if kind == "link" and text == "[" and before and before[0] == "text" and before[1].endswith("!"):
            before[1] = before[1][:-1] + "\\!"
        if (
            kind == "open"
            and before
            and after
            and before[0] == "text"
            and _wordy(before[1][-1])
            and _mark(_next(pieces, at))
        ):
            before[1] = before[1][:-1] + _numbered(before[1][-1])
        if kind == "close" and after and after[0] == "text" and _wordy(after[1][0]) and _mark(_previous(pieces, at)):
            after[1] = _numbered(after[1][0]) + after[1][1:]


def _next(pieces, at):
    return next((text[0] for kind, text in pieces[at + 1 :] if kind != "open"), "")


def _previous(pieces, at):
    return next((text[-1] for kind, text in reversed(pieces[:at]) if kind != "close"), "")


def _mark(letter):
    return letter in string.punctuation or category(letter or " ")[0] in "PS"


def _wordy(letter):
    return not letter.isspace() and not _mark(letter)


def _numbered(letter):
    return f"&#{ord(letter)};"
