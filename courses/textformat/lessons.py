"""A Markdown file's parts: its front matter, and the texts and fenced blocks of a lesson."""

import re
from dataclasses import dataclass

TEXT = re.compile(r"<!--\s*text:\s*(\S+)\s*-->\s*")
FENCE = re.compile(r"```\s*(\S*)\s*")
RULE = "---"


@dataclass(frozen=True)
class Piece:
    """`type` is a block type, or "" for words that stand under no comment; `line` is that of the text's first line."""

    type: str
    id: str
    line: int
    text: str
    closed: bool = True

    @property
    def first_words(self):
        """The line of the first words."""
        return self.line + len(self.text) - len(self.text.lstrip("\n"))


def front_and_body(text):
    """`(front, body, line of the body)`; front is None where the file does not start with front matter."""
    lines = text.split("\n")
    if lines[0].rstrip() != RULE or RULE not in lines[1:]:
        return None, text, 1
    end = lines.index(RULE, 1)
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2


def pieces(body, first):
    """The body in order, as Pieces. `first` is the line of the file at which it starts."""
    type_, id_, at, held = "", "", first, []
    fenced = False
    for number, line in enumerate(body.split("\n"), first):
        opening = not fenced and (TEXT.fullmatch(line) or FENCE.fullmatch(line))
        if opening or (fenced and line.rstrip() == "```"):
            yield Piece(type_, id_, at, "\n".join(held))
            starts_text = bool(opening) and opening.re is TEXT
            fenced = bool(opening) and not starts_text
            type_ = "text" if starts_text else opening[1] or "?" if opening else ""
            id_ = opening[1] if starts_text else ""
            at, held = number + 1, []
        else:
            held.append(line)
    yield Piece(type_, id_, at, "\n".join(held), closed=not fenced)
