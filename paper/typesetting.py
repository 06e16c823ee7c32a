"""How wide words are and where lines break, as the fonts draw them: so that a long name gets a smaller size, and no box spills."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

import uharfbuzz

FONTS = Path(__file__).parent / "fonts"
SERIF, SANS, BOLD = "NotoSerifDisplay-Regular", "NotoSans-Regular", "NotoSans-Bold"
ALWAYS = (SERIF, SANS, BOLD)
OTHERS = tuple(sorted(path.stem for path in FONTS.glob("*.ttf") if path.stem not in ALWAYS))
UNKNOWN = "\ufffd"
UNSEEN = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufe0f"
JOINERS = "\u200c\u200d"
MM = 25.4 / 72  # millimetres in a point


@dataclass(frozen=True)
class Face:
    """A font file: which code points it has, and how wide it sets them, in thousandths of the size."""

    font: uharfbuzz.Font
    points: frozenset[int]

    @classmethod
    @cache
    def of(cls, name):
        font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(FONTS / f"{name}.ttf")))
        font.scale = (1000, 1000)
        return cls(font, frozenset(font.face.unicodes))

    def advance(self, run):
        """Of text in one script, as it is drawn: letters joined, marks on their letters, signs made one."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(run)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self.font, buffer)
        return sum(glyph.x_advance for glyph in buffer.glyph_positions)


def is_plain(text: str) -> bool:
    """Whether the three faces that every certificate carries are enough."""
    points = {ord(character) for character in set(text)}
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
    return any(point in Face.of(name).points for name in (SANS, *OTHERS)) or chr(point) in JOINERS


def width(text: str, face: str, size: float) -> float:
    """In millimetres."""
    return sum(_advances(text, face)) * size / 1000 * MM


def _advances(text, face):
    """Of each run of characters that one font covers."""
    if Face.of(face).points.issuperset(map(ord, text)):
        return [Face.of(face).advance(text)]
    found = {character: _covering(ord(character), face) for character in set(text)}
    names, name = [], face
    for character in text:
        name = name if _belongs_to_the_one_before(character) else found[character]
        names.append(name)
    runs = groupby(zip(names, text, strict=True), key=lambda pair: pair[0])
    return [Face.of(name).advance("".join(character for _, character in run)) for name, run in runs]


def _covering(point, face):
    return next((name for name in (face, SANS, *OTHERS) if point in Face.of(name).points), face)


def _belongs_to_the_one_before(character):
    return character in JOINERS or unicodedata.category(character) in {"Mn", "Mc", "Me"}


def lines(text: str, face: str, size: float, room: float) -> list[str]:
    """Broken at spaces and after hyphens; a word wider than the room is broken where the room ends."""
    return _broken(_words(text, face), face, room / MM * 1000 / size)


def balanced(text: str, face: str, size: float, room: float) -> list[str]:
    """As few lines as fit, of about the same length: no last line of one short word."""
    words, narrower = _words(text, face), room / MM * 1000 / size
    broken = _broken(words, face, narrower)
    while len(broken) > 1 and len(tried := _broken(words, face, narrower * 0.95)) == len(broken):
        broken, narrower = tried, narrower * 0.95
    return broken


def _words(text, face):
    """(a word with the space or hyphen that ends it, its advance without that space, its advance) of each."""
    words = re.findall(r"[^ /–—-]+[ /–—-]?|[ /–—-]", text)
    return [(word, sum(_advances(word.rstrip(), face)), sum(_advances(word, face))) for word in words]


def _broken(words, face, room):
    broken, line, filled = [], "", 0
    for word, bare, full in _fitting(words, face, room):
        if line and filled + bare > room:
            broken.append(line.rstrip())
            line, filled = "", 0
        line, filled = line + word, filled + full
    return [*broken, line.rstrip()] if line.strip() else broken


def _fitting(words, face, room):
    """The words, and in place of one that is wider than the room its parts."""
    for word, bare, full in words:
        if bare <= room:
            yield word, bare, full
        else:
            yield from _parts(word, face, room)


def _parts(word, face, room):
    part, filled = "", 0
    for character in word:
        advance = _alone(character, face)
        if part and filled + advance > room:
            yield part, filled, filled
            part, filled = "", 0
        part, filled = part + character, filled + advance
    yield part, filled, filled


@lru_cache(maxsize=2048)
def _alone(character, face):
    return sum(_advances(character, face))
