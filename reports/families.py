"""Which cells are published: how each base cell, a set of alike people, adds to the sums that readers may select. Pure.

A cell is (measure, kind of place, place, audience, subject); what is empty means all of them.
"""

from typing import NamedTuple

from declaration.principles import PRINCIPLE_CODES

from .models import Family, Measure, Place

ENGLAND = (Place.ENGLAND.value, "")
NO_REGION = "none"
REACHED = {Measure.REGISTERED.value, Measure.STARTED.value, Measure.COMPLETED.value}
PASSED = (Measure.ENROLLED.value, Measure.BEGUN.value, Measure.PARTLY.value, Measure.FINISHED.value)


class Base(NamedTuple):
    """People who are alike in everything that figures distinguish. `principle` is that of the module in `subject`."""

    organisation: str
    region: str
    type: str
    audience: str
    subject: str = ""
    principle: str = ""
    reached: tuple[str, ...] = ()


def places(base):
    return ENGLAND, (Place.REGION.value, base.region)


def cells_of_completions(base):
    """By region, audience and principle in every combination; by module and region; by type and principle; by organisation."""
    count = Measure.COMPLETIONS.value
    crossed = [(count, *p, a, s) for p in places(base) for a in ("", base.audience) for s in ("", base.principle)]
    modules = [(count, *p, "", base.subject) for p in places(base)]
    types = [(count, Place.TYPE.value, base.type, "", s) for s in ("", base.principle)]
    return [*crossed, *modules, *types, (count, Place.ORGANISATION.value, base.organisation, "", "")]


def cells_of_people(base, cut=frozenset()):
    """By region and audience and by type, principles too; by organisation without them.

    `cut`: (organisation, audience) pairs where an audience may be told apart within an organisation.
    """
    wide = [(*p, a) for p in places(base) for a in ("", base.audience)] + [(Place.TYPE.value, base.type, "")]
    audiences = ("", base.audience) if (base.organisation, base.audience) in cut else ("",)
    own = [(Place.ORGANISATION.value, base.organisation, a) for a in audiences]
    cells = [(code, *place, "") for code in base.reached if code in REACHED for place in wide + own]
    return cells + [
        (Measure.COMPLETED.value, *place, code) for code in base.reached if code in PRINCIPLE_CODES for place in wide
    ]


def cells_of_cohorts(base):
    """By course, region and audience: how far those came who enrolled."""
    return [(m, *p, a, base.subject) for m in base.reached for p in places(base) for a in ("", base.audience)]


CELLS_OF = {
    Family.PEOPLE.value: cells_of_people,
    Family.COMPLETIONS.value: cells_of_completions,
    Family.COHORTS.value: cells_of_cohorts,
}


def fineness(cell):
    """How much is lost when a cell is withheld, the other way round: 0 for England as a whole."""
    _, kind, _, audience, subject = cell
    place = {Place.ENGLAND.value: 0, Place.ORGANISATION.value: 4}.get(kind, 1)
    is_module = bool(subject) and subject not in PRINCIPLE_CODES
    return place + bool(audience) + bool(subject) + is_module
