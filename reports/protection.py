"""From the base counts of one month to the cells that may be shown: all families together, withheld once, for every table alike."""

from collections import Counter
from functools import partial
from itertools import product

from look.counts import BASE, rounded

from . import disclosure
from .coverage import coverage
from .families import CELLS_OF, Base, cells_of_people, fineness
from .models import Family, Measure

MOST_WITHIN, LEAST_WITHIN = 600, (BASE, 25, 50, 100, 250, 500)  # audiences told apart within organisations
MOST_NOUGHTS, MOST_INHABITED = 25_000, 10_000  # beyond that numbers are large, and there is room enough
MOST_KINDS = 4 * MOST_NOUGHTS  # of base cells, before those go that no figure allows
# A figure of some people in a group, and the figure of all of them.
GROUP_OF = dict.fromkeys((Measure.STARTED, Measure.COMPLETED, Measure.COMPLETIONS), Measure.REGISTERED)
WITHIN_SUBJECT = dict.fromkeys((Measure.BEGUN, Measure.PARTLY, Measure.FINISHED), Measure.ENROLLED)
WITHIN_SUBJECT |= {Measure.FIRST: Measure.SAT, Measure.ROSE: Measure.PAIRED, Measure.ROSE_LATER: Measure.PAIRED_LATER}
WITHIN_SUBJECT |= dict.fromkeys((Measure.USEFUL, Measure.CLEAR, Measure.WILL_ACT), Measure.ANSWERED)
WITHIN_SUBJECT |= dict.fromkeys(
    (Measure.USEFUL_COURSE, Measure.CLEAR_COURSE, Measure.WILL_ACT_COURSE), Measure.ANSWERED_COURSE
)
GROUP_OF |= WITHIN_SUBJECT
CUT = (Measure.COUNCILS_STARTED, Measure.COUNCILS_COMPLETED)  # exact, unless cut by audience or principle
GROUP_OF |= dict.fromkeys(CUT, Measure.REGISTERED)


def protect_month(counts, councils):
    """{cell: number or None} from {(family, base): people} and the principal councils that exist: {slug: wide places}."""
    families = {family.value: {} for family in Family}
    for (name, base), people in counts.items():
        families[name][base] = people
    people = families[Family.PEOPLE.value]
    cells_of = CELLS_OF | {Family.PEOPLE.value: partial(cells_of_people, cut=_audiences_that_may_be_cut(people))}
    totals = {name: sums(base, cells_of[name]) for name, base in families.items()}
    together = {cell: number for family in totals.values() for cell, number in family.items()}
    telling = {cell for cell, number in together.items() if _tells_of_everybody(cell, number, together)}
    shown = {}
    for name, base in families.items():
        room = unknown_noughts(base, totals[name], cells_of[name])
        shown |= disclosure.protect(room | base, cells_of[name], fineness, withheld=telling)
    return shown | coverage(people, councils, shown)


def group_of(cell):
    """The cell of everybody whom this cell counts some of; None where it counts everybody itself, or councils exactly."""
    measure, *place, subject = cell
    if measure not in GROUP_OF or (measure in CUT and not (place[-1] or subject)):
        return None
    return (GROUP_OF[measure].value, *place, subject if measure in WITHIN_SUBJECT else "")


def _tells_of_everybody(cell, number, totals):
    group = group_of(cell)
    return group is not None and disclosure.tells_of_everybody(number, totals.get(group, 0))


def sums(base, cells_of):
    totals = Counter()
    for key, people in base.items():
        for cell in cells_of(key):
            totals[cell] += people
    return totals


def unknown_noughts(base, totals, cells_of):
    """Base cells that are empty but could be inhabited for all that a reader can see: room for other worlds."""
    wheres, audiences = {key.where for key in base}, {key.audience for key in base}
    rests = {(key.subject, key.principle, key.reached) for key in base}
    if len(base) > MOST_INHABITED or len(wheres) * len(audiences) * len(rests) > MOST_KINDS:
        return {}
    every = (_at(where, audience, *rest) for where, audience, rest in product(wheres, audiences, rests))
    found = {key: 0 for key in every if key not in base and all(cell in totals for cell in cells_of(key))}
    return found if len(found) <= MOST_NOUGHTS else {}


def _at(where, audience, *rest):
    organisation, region, kind, *further = where
    return Base(organisation, region, kind, audience, *rest, *further)


def _audiences_that_may_be_cut(people):
    """Those with ten people beyond doubt; where these are too many to protect in time, only larger ones. Told by what is shown."""
    registered = Counter()
    for base, number in people.items():
        registered[base.organisation, base.audience] += number
    for least in LEAST_WITHIN:
        pairs = {pair for pair, number in registered.items() if (rounded(number) or 0) > least}
        if len(pairs) <= MOST_WITHIN:
            return pairs
    return set()
