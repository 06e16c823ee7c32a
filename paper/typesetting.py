"""How wide words are and where lines break, from the fonts' own tables: so that a long name gets a smaller size, and no box spills."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
SERIF, SANS, BOLD = "NotoSerifDisplay-Regular", "NotoSans-Regular", "NotoSans-Bold"
ALWAYS = (SERIF, SANS, BOLD)
OTHERS = tuple(sorted(path.stem for path in FONTS.glob("*.ttf") if path.stem not in ALWAYS))
UNKNOWN = "\ufffd"
UNSEEN = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufe0f"
MM = 25.4 / 72  # millimetres in a point


@dataclass(frozen=True)
class Face:
    """What a font file says about its characters: advance width in thousandths of the size, by code point."""

    widths: dict[int, int]
    points: frozenset[int]

    @classmethod
    @cache
    def of(cls, name):
        with TTFont(FONTS / f"{name}.ttf", lazy=True) as font:
            scale, advances = 1000 / font["head"].unitsPerEm, font["hmtx"].metrics
            widths = {point: round(advances[glyph][0] * scale) for point, glyph in font.getBestCmap().items()}
        return cls(widths, frozenset(widths))


def is_plain(text: str) -> bool:
    """Whether the three faces that every certificate carries are enough."""
    points = {ord(character) for character in text}
    return all(points <= Face.of(face).points for face in ALWAYS)


def drawable(text: str) -> str:
    """The text as it can be drawn: composed, in one line, without what cannot be seen, and with a sign for what no font here covers."""
    composed = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(
        character if _covered(ord(character)) else UNKNOWN for character in composed if not _unseen(character)
    )


def _unseen(character):
    """Control characters, and the marks that would turn the direction of everything behind them."""
    return unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"} or character in UNSEEN


def _covered(point):
    return any(point in Face.of(name).widths for name in (SANS, *OTHERS)) or chr(point) in "\u200c\u200d"


def width(text: str, face: str, size: float) -> float:
    """In millimetres, without kerning, which only ever makes it less."""
    return sum(_advance(ord(character), face) for character in text) * size / 1000 * MM


@cache
def _advance(point, face):
    for name in (face, SANS, *OTHERS):
        if point in (widths := Face.of(name).widths):
            return widths[point]
    return 1000


def lines(text: str, face: str, size: float, room: float) -> list[str]:
    """Broken at spaces and after hyphens; a word wider than the room is broken where the room ends."""
    broken, line = [], ""
    for word in _words(text):
        for piece in _pieces(word, face, size, room):
            if line and width((line + piece).rstrip(), face, size) > room:
                broken.append(line.rstrip())
                line = ""
            line += piece
    return [*broken, line.rstrip()] if line.strip() else broken


def _words(text):
    """Each with the space or hyphen that ends it."""
    word = ""
    for character in text:
        word += character
        if character in " -/–—":
            yield word
            word = ""
    if word:
        yield word


def _pieces(word, face, size, room):
    if width(word.rstrip(), face, size) <= room:
        return [word]
    pieces, piece = [], ""
    for character in word:
        if piece and width(piece + character, face, size) > room:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]


def balanced(text: str, face: str, size: float, room: float) -> list[str]:
    """As few lines as fit, of about the same length: no last line of one short word."""
    broken = lines(text, face, size, room)
    narrower = room
    while len(broken) > 1 and (tried := lines(text, face, size, narrower * 0.95)) and len(tried) == len(broken):
        broken, narrower = tried, narrower * 0.95
    return broken
