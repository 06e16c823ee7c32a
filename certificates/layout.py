"""Where everything stands on the page: pieces of text, each already broken into lines, with its place and size. Millimetres and points."""

from dataclasses import dataclass

from django.utils.formats import date_format

from paper.typesetting import BOLD, MM, SANS, SERIF, balanced, drawable, is_plain, lines, width

from .models import Kind

LEFT, WIDE = 98, 181  # the column of words beside the panel
TOP, BOTTOM = 44, 165  # between the issuer's name and the facts
PANEL_LEFT, PANEL_WIDE = 14, 56
STEPS = (1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58)
LAST_STEPS = (0.58, 0.52, 0.46, 0.4, 0.36)  # with a list cut short
SMALLEST = 7.5  # points, of outcomes
GAP = 7  # between the two columns of outcomes
BELOW = 0.45  # of its size, below each outcome; the stylesheet knows it too
NAME_SIZES = (
    (44, 1),
    (40, 1),
    (36, 1),
    (32, 1),
    (38, 2),
    (34, 2),
    (30, 2),
    (26, 2),
)  # the first that does with so many lines
NAME_OF_MANY_LINES = 30

EARNED = {
    Kind.MODULE: ("completed the module and passed its assessment", "What it covers"),
    Kind.PRINCIPLE: ("completed every module and passed every assessment of the principle", "Modules completed"),
    Kind.COURSE: ("completed the course and passed the assessment of each of its modules", "Modules completed"),
}
BY_ASSESSMENT = "shown by assessment the learning of the "


@dataclass(frozen=True)
class Piece:
    """Lines of text at a place. `role` names its class in the stylesheet."""

    role: str
    lines: tuple[str, ...]
    top: float
    size: float
    leading: float
    left: float = LEFT

    @property
    def height(self):
        return len(self.lines) * self.leading

    @property
    def text(self):
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Page:
    """`items` are what was learnt, `facts` (what, value, left) along the foot."""

    issuer: Piece
    lead: Piece
    name: Piece
    organisation: Piece | None
    earned: Piece
    title: Piece
    covers: Piece
    items: tuple[Piece, ...]
    principles: tuple[Piece, ...]
    facts: tuple[tuple[str, str, float], ...]

    @property
    def rise(self):
        """How far the second column of items begins above the end of the first."""
        first = [item for item in self.items if item.left == LEFT]
        return round(sum(item.height + item.size * BELOW * MM for item in first), 2)

    @property
    def pieces(self):
        return tuple(piece for piece in (self.lead, self.name, self.organisation, self.earned, self.title) if piece)


def page(certificate) -> Page:
    """The largest step at which everything fits; then those at which what is left out is said to be on the web page."""
    for step, shortened in (*((step, False) for step in STEPS), *((step, True) for step in LAST_STEPS)):
        column = _Column(certificate, step, shortened)
        if column.height <= BOTTOM - TOP:
            break
    return column.page()


class _Column:
    """The column of words in one size."""

    def __init__(self, certificate, step, shortened=False):
        self._certificate, self._step = certificate, step
        deed, covers = earned(certificate)
        self._words = [
            self._piece("lead", "This certifies that", SANS, 11, 1.3, 2),
            self._name(drawable(certificate.name)),
            *self._organisation(certificate),
            self._piece("earned", f"has {deed}", SANS, 11, 1.3, 1.5),
            self._piece("title", drawable(certificate.title), SERIF, 27, 1.18, 8),
        ]
        self._covers = self._piece("covers", covers, BOLD, 10, 1.3, 2)
        self._items = self._balanced_items(certificate.modules or certificate.outcomes, shortened)

    def _name(self, name):
        """Letters of other scripts reach further up and down than ours."""
        fitting = (size for size, most in NAME_SIZES if len(lines(name, SERIF, size, WIDE)) <= most)
        size = next(fitting, NAME_OF_MANY_LINES)
        return self._piece("name", name, SERIF, size, 1.16 if is_plain(name) else 1.5, 3)

    def _organisation(self, certificate):
        if not certificate.organisation_name:
            return []
        return [self._piece("organisation", drawable(certificate.organisation_name), SANS, 16, 1.25, 7)]

    def _piece(self, role, text, face, size, leading, space):
        """(piece without a place, the space below it)"""
        size = max(size * self._step, 8)
        broken = balanced(text, face, size, WIDE)
        return Piece(role, tuple(broken), 0, size, size * leading * MM), space * self._step

    def _balanced_items(self, texts, shortened):
        """Two columns as even as they can be, each item a piece; its place is counted from the top of the list."""
        size = max(10 * self._step, SMALLEST)
        leading, space = size * 1.34 * MM, size * BELOW * MM
        room = (WIDE - GAP) / 2
        broken = [tuple(lines(drawable(text), SANS, size, room - 4)) for text in texts]
        heights = [len(item) * leading + space for item in broken]
        if shortened:
            broken, heights = self._cut(broken, heights, leading, space)
        first = min(range(len(broken) + 1), key=lambda n: max(sum(heights[:n]), sum(heights[n:]) + 0.01), default=0)
        return [
            Piece(
                "item",
                item,
                sum(heights[0 if n < first else first : n]),
                size,
                leading,
                LEFT + (0 if n < first else room + GAP),
            )
            for n, item in enumerate(broken)
        ]

    def _cut(self, broken, heights, leading, space):
        """As many items as there is room for in two columns, and how many more there are."""
        room = 2 * (BOTTOM - TOP - self._above) - 2 * (leading * 3 + space)
        kept = next((n for n in range(len(broken)) if sum(heights[: n + 1]) > room), len(broken))
        if kept == len(broken):
            return broken, heights
        return [*broken[:kept], (f"and {len(broken) - kept} more, on the page that checks this certificate",)], [
            *heights[:kept],
            leading + space,
        ]

    @property
    def _above(self):
        return sum(piece.height + space for piece, space in (*self._words, self._covers))

    @property
    def height(self):
        return self._above + max((piece.top + piece.height for piece in self._items), default=0)

    def page(self):
        """Everything in its place; what room is left stands mostly above, so that the page rests on its facts."""
        top = TOP + max(0, BOTTOM - TOP - self.height) * 0.4
        placed = {}
        for piece, space in (*self._words, self._covers):
            placed[piece.role] = _at(piece, top)
            top += piece.height + space
        return Page(
            issuer=_on_one_line("issuer", self._certificate.issuer, BOLD, 13, 17),
            lead=placed["lead"],
            name=placed["name"],
            organisation=placed.get("organisation"),
            earned=placed["earned"],
            title=placed["title"],
            covers=placed["covers"],
            items=tuple(_at(piece, top + piece.top) for piece in self._items),
            principles=_principles(self._certificate.principle_objects),
            facts=_facts(self._certificate),
        )


def _at(piece, top):
    return Piece(piece.role, piece.lines, round(top, 2), piece.size, piece.leading, piece.left)


def _on_one_line(role, text, face, size, top):
    text = drawable(text)
    size = max(7, min(size, size * WIDE / max(width(text, face, size), 1)))
    return Piece(role, (text,), top, round(size, 2), 6)


def earned(certificate) -> tuple[str, str]:
    """(what the holder has done, what stands above the list)"""
    deed, covers = EARNED[Kind(certificate.kind)]
    if certificate.by_assessment:
        deed = BY_ASSESSMENT + {Kind.MODULE: "module", Kind.PRINCIPLE: "principle"}.get(certificate.kind, "course")
    return deed, covers


def _principles(principles):
    """One in large letters, or all of them in a list with their numbers before them."""
    alone = len(principles) == 1
    size, left, apart = (19, PANEL_LEFT, 0) if alone else (11, PANEL_LEFT + 6, 1.6)
    pieces, top = [], 88
    for principle in principles:
        broken = balanced(principle.short_name, SERIF if alone else SANS, size, PANEL_LEFT + PANEL_WIDE - left)
        pieces.append(Piece(str(principle.number), tuple(broken), top, size, size * 1.22 * MM, left))
        top += pieces[-1].height + apart
    return tuple(pieces)


def _facts(certificate):
    """(what, value, left) along the foot."""
    minutes = f"About {certificate.minutes} minutes" + ("" if certificate.by_assessment else " of study")
    facts = [("Awarded", in_words(certificate.awarded_on)), ("Length", minutes)]
    if certificate.edition:
        facts.append(("What was taught", certificate.edition))
    if certificate.expires_on:
        facts.append(("Valid until", in_words(certificate.expires_on)))
    places = _side_by_side([max(width(what, BOLD, 8), width(value, SANS, 10)) for what, value in facts])
    return tuple((what, value, round(left, 2)) for (what, value), left in zip(facts, places, strict=True))


def _side_by_side(widths):
    """In columns of one width where all fit into such, and otherwise with the same room between them."""
    column = WIDE / max(len(widths), 3)
    if max(widths) <= column - 2:
        return [LEFT + n * column for n in range(len(widths))]
    apart = (WIDE - sum(widths)) / (len(widths) - 1)
    return [LEFT + sum(widths[:n]) + n * apart for n in range(len(widths))]


def in_words(day):
    return date_format(day, "j F Y")
