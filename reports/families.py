"""Which cells are published: how each base cell, a set of alike people, adds to the sums that readers may select. Pure.

A cell is (measure, kind of place, place, audience, subject); what is empty means all of them.
"""

from typing import NamedTuple

from declaration.principles import PRINCIPLE_CODES

from .models import Family, Measure, Place

ENGLAND = (Place.ENGLAND.value, "")
NO_REGION = NO_AUTHORITY = NO_TIER = "none"
REACHED = {Measure.REGISTERED.value, Measure.STARTED.value, Measure.COMPLETED.value}
WITHIN = {Measure.REGISTERED.value, Measure.COMPLETED.value}  # told of an audience within an organisation
PASSED = (Measure.ENROLLED.value, Measure.BEGUN.value, Measure.PARTLY.value, Measure.FINISHED.value)
# How people did in assessments, and what they say of themselves and of what they learnt, is not told of single organisations.
PERSONAL = {Measure.SAT, Measure.FIRST, Measure.SECOND, Measure.LATER}
PERSONAL |= {Measure.PAIRED, Measure.ROSE, Measure.PAIRED_LATER, Measure.ROSE_LATER}
PERSONAL |= {Measure.ANSWERED, Measure.USEFUL, Measure.CLEAR, Measure.WILL_ACT}
PERSONAL |= {Measure.ANSWERED_COURSE, Measure.USEFUL_COURSE, Measure.CLEAR_COURSE, Measure.WILL_ACT_COURSE}


class Base(NamedTuple):
    """People who are alike in everything that figures distinguish. `principle` is that of the module in `subject`.

    `successor` is the organisation that goes on for this one and others; empty where none does.
    """

    organisation: str
    region: str
    type: str
    audience: str
    subject: str = ""
    principle: str = ""
    reached: tuple[str, ...] = ()
    tier: str = NO_TIER
    authority: str = NO_AUTHORITY
    successor: str = ""

    @property
    def where(self):
        return self.organisation, self.region, self.type, self.tier, self.authority, self.successor


def places(base):
    """Those that are also told apart by audience."""
    return ENGLAND, (Place.REGION.value, base.region)


def others(base):
    """Wide places that cut across regions."""
    return (
        (Place.TYPE.value, base.type),
        (Place.TIER.value, base.tier),
        (Place.AUTHORITY.value, base.authority),
    )


def own(base):
    """The organisation as it was, and as part of what goes on for it."""
    successor = ((Place.SUCCESSOR.value, base.successor),) if base.successor else ()
    return (Place.ORGANISATION.value, base.organisation), *successor


def cells_of_completions(base):
    """By region, audience and principle in every combination; by module and region; elsewhere by principle; by organisation and module."""
    count = Measure.COMPLETIONS.value
    crossed = [(count, *p, a, s) for p in places(base) for a in ("", base.audience) for s in ("", base.principle)]
    modules = [(count, *p, "", base.subject) for p in places(base)]
    elsewhere = [(count, *p, "", s) for p in others(base) for s in ("", base.principle)]
    single = [(count, *p, "", "") for p in own(base)]
    return [
        *crossed,
        *modules,
        *elsewhere,
        *single,
        (count, Place.ORGANISATION.value, base.organisation, "", base.subject),
    ]


def cells_of_people(base, cut=frozenset()):
    """By region and audience; elsewhere and by organisation without audiences; by principle for England, regions and types.

    `cut`: (organisation, audience) pairs where an audience may be told apart within an organisation.
    """
    wide = [(*p, "") for p in (*places(base), *others(base))]
    told = [(*p, base.audience) for p in places(base)]
    cells = [
        (code, *p, "")
        for code in base.reached
        if code in REACHED
        for p in (*wide, *told, *((*p, "") for p in own(base)))
    ]
    if (base.organisation, base.audience) in cut:
        within = (Place.ORGANISATION.value, base.organisation, base.audience, "")
        cells += [(code, *within) for code in base.reached if code in WITHIN]
    by_principle = [(*p, "") for p in (*places(base), others(base)[0])]
    return cells + [
        (Measure.COMPLETED.value, *p, s) for s in base.reached if s in PRINCIPLE_CODES for p in by_principle
    ]


def cells_of_cohorts(base):
    """By course, region and audience: how far those came who enrolled."""
    return [(m, *p, a, base.subject) for m in base.reached for p in places(base) for a in ("", base.audience)]


def cells_of_events(base):
    """Everything else: by place and principle, by module and region, by audience and region; by organisation where nothing is personal."""
    wide = (*places(base), *others(base))
    subjects = {"", base.principle}
    cells = {(m, *p, "", s) for m in base.reached for p in wide for s in subjects}
    cells |= {(m, *p, "", base.subject) for m in base.reached for p in places(base)}
    cells |= {(m, *p, base.audience, "") for m in base.reached for p in places(base)}
    cells |= {(m, *p, "", "") for m in base.reached if m not in PERSONAL for p in own(base)}
    return sorted(cells)


CELLS_OF = dict.fromkeys((family.value for family in Family), cells_of_events) | {
    Family.PEOPLE.value: cells_of_people,
    Family.COMPLETIONS.value: cells_of_completions,
    Family.COHORTS.value: cells_of_cohorts,
}


def fineness(cell):
    """How much is lost when a cell is withheld, the other way round: 0 for England as a whole."""
    _, kind, _, audience, subject = cell
    place = {Place.ENGLAND.value: 0, Place.ORGANISATION.value: 4, Place.SUCCESSOR.value: 4}.get(kind, 1)
    is_module = bool(subject) and subject not in PRINCIPLE_CODES
    return place + bool(audience) + bool(subject) + is_module
