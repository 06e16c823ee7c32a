"""How many councils have somebody registered, started, completed: by place exactly; by audience protected as numbers of people are;
by principle exactly where the number of people leaves room for it. Pure.
"""

from collections import Counter, defaultdict
from itertools import product

from declaration.principles import PRINCIPLE_CODES

from . import disclosure
from .families import ENGLAND, fineness
from .models import Measure, Place

COVERAGE = {
    Measure.REGISTERED.value: Measure.COUNCILS_REGISTERED.value,
    Measure.STARTED.value: Measure.COUNCILS_STARTED.value,
    Measure.COMPLETED.value: Measure.COUNCILS_COMPLETED.value,
}
TOLD_BY_AUDIENCE = (Place.ENGLAND.value, Place.REGION.value)


def coverage(people, councils, shown):
    """{cell: number or None}. `councils`: those that exist, {slug: wide places}; `shown`: what is told of people in each cell."""
    reached = reached_by(people, councils)
    return _by_place(reached, councils) | _by_principle(reached, shown) | _by_audience(reached, councils, shown)


def reached_by(people, councils):
    """{(council, audience): codes of how far somebody has come}."""
    found = defaultdict(set)
    for base in people:
        if base.organisation in councils:
            found[base.organisation, base.audience].update(base.reached)
    return found


def _by_place(reached, councils):
    cells = Counter((Measure.COUNCILS.value, *place, "", "") for wide in councils.values() for place in wide)
    for council, codes in _of_all_audiences(reached).items():
        cells.update((COVERAGE[c], *place, "", "") for c in codes & COVERAGE.keys() for place in councils[council])
    return dict(cells)


def _by_principle(reached, shown):
    """For England alone, and withheld where so many councils would say of the people that they are more than their rounding says."""
    numbers = Counter(
        code for codes in _of_all_audiences(reached).values() for code in codes.intersection(PRINCIPLE_CODES)
    )
    return {
        (Measure.COUNCILS_COMPLETED.value, *ENGLAND, "", principle): number
        if _has_room(number, shown, principle)
        else None
        for principle, number in numbers.items()
    }


def _has_room(number, shown, principle):
    people = shown.get((Measure.COMPLETED.value, *ENGLAND, "", principle))
    return people is not None and number <= disclosure.interval(people)[0]


def _by_audience(reached, councils, shown):
    """A family of its own, whose members are councils. What is withheld of the people is withheld of their councils too."""
    base = alike(reached, councils)
    people = {code: measure for measure, code in COVERAGE.items()}
    cells = {cell for key in base for cell in cells_of(key)}
    withheld = {cell for cell in cells if shown.get((people[cell[0]], *cell[1:])) is None}
    return disclosure.protect(base, cells_of, fineness, withheld)


def alike(reached, councils):
    """{(places, audience, codes): councils}; with nought for kinds that there could be, for all that a reader sees."""
    found = Counter(
        (_told(councils[council]), audience, tuple(sorted(codes & COVERAGE.keys())))
        for (council, audience), codes in reached.items()
    )
    cells = {cell for key in found for cell in cells_of(key)}
    every = product(*(sorted(set(facts)) for facts in zip(*found, strict=True))) if found else ()
    return {key: 0 for key in every if cells.issuperset(cells_of(key))} | found


def cells_of(key):
    places, audience, codes = key
    return [(COVERAGE[code], *place, audience, "") for code in codes for place in places]


def _told(wide):
    return tuple(place for place in wide if place[0] in TOLD_BY_AUDIENCE)


def _of_all_audiences(reached):
    found = defaultdict(set)
    for (council, _), codes in reached.items():
        found[council] |= codes
    return found
