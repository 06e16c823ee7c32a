"""Which modules serve which principle for which audience, over what is live: where a kind of leader is offered little or nothing."""

from dataclasses import dataclass

from declaration.audiences import AUDIENCES, Audience
from declaration.principles import PRINCIPLES, Principle

from .models import CourseModule, ModulePage

REQUIRED, OPTIONAL, ADDRESSED = "required in a pathway", "optional in a pathway", "addressed, in no pathway of theirs"


@dataclass(frozen=True)
class Cell:
    """For one audience and principle: (module, how it reaches them), the surest way first."""

    principle: Principle
    modules: tuple[tuple[ModulePage, str], ...]

    @property
    def required(self):
        return sum(how == REQUIRED for _, how in self.modules)

    @property
    def is_gap(self):
        return not self.required


@dataclass(frozen=True)
class Row:
    audience: Audience
    cells: tuple[Cell, ...]

    @property
    def gaps(self):
        return sum(cell.is_gap for cell in self.cells)


def coverage() -> list[Row]:
    """Every audience against every principle."""
    modules = list(ModulePage.objects.live().order_by("path"))
    places = _places()
    return [Row(a, tuple(_cell(a, p, modules, places.get(a.code, {})) for p in PRINCIPLES)) for a in AUDIENCES]


def table(rows):
    """(headings, rows) for a file: a line for each audience, principle and module, and one that says “none”."""
    headings = ("Audience", "Principle", "Module", "How it reaches them")
    lines = [
        (row.audience.title, cell.principle.short_name, title, how)
        for row in rows
        for cell in row.cells
        for title, how in ([(module.title, how) for module, how in cell.modules] or [("none", "")])
    ]
    return headings, lines


def _places():
    """{audience: {module pk: required?}}: required where one pathway of theirs requires it."""
    found = {}
    for place in CourseModule.objects.filter(course__live=True).select_related("course"):
        for code in place.course.audiences:
            ways = found.setdefault(code, {})
            ways[place.module_id] = ways.get(place.module_id, False) or place.required
    return found


def _cell(audience, principle, modules, places):
    ways = [(m, _how(m, audience, places)) for m in modules if m.principle == principle.code]
    order = (REQUIRED, OPTIONAL, ADDRESSED)
    return Cell(principle, tuple(sorted((way for way in ways if way[1]), key=lambda way: order.index(way[1]))))


def _how(module, audience, places):
    if module.pk in places:
        return REQUIRED if places[module.pk] else OPTIONAL
    return ADDRESSED if audience.code in module.audiences else ""
