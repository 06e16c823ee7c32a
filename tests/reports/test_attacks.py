"""Made-up families of figures against a reader who solves linear programmes: nothing may be narrowed (RULES.md, test of safety)."""

from collections import Counter
from functools import partial
from itertools import combinations
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports import disclosure, protection
from reports.families import Base, cells_of_cohorts, cells_of_completions, cells_of_events, cells_of_people, fineness
from reports.protection import sums, unknown_noughts
from tests.reports.attack import Reader

PATIENT = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NUMBERS = st.one_of(st.integers(1, 6), st.integers(1, 30), st.sampled_from([8, 12, 13, 17, 18, 22, 28]))
ORGANISATIONS = [("o1", "r1", "t1"), ("o2", "r1", "t2"), ("o3", "r2", "t1"), ("o4", "r2", "t2"), ("o5", "r3", "t1")]
# Every dimension at once: tiers and combined authorities that cut across regions and types, and a merger of two.
FURTHER = {
    "o1": ("upper", "a1", "o5"),
    "o2": ("lower", "a1", ""),
    "o3": ("upper", "a2", ""),
    "o4": ("lower", "none", ""),
}
FURTHER["o5"] = ("single", "a2", "o5")
MODULES = [("m1", "p1"), ("m2", "p1"), ("m3", "p2")]
STEPS = [("registered",), ("registered", "started"), ("registered", "completed", "p1", "started")]
STEPS += [("registered", "completed", "p1", "p2", "started")]
COHORTS = [("enrolled",), ("enrolled", "begun"), ("enrolled", "begun", "partly")]
AUDIENCES = st.sampled_from(["officer", "councillor", "other"])


def full(base):
    tier, authority, successor = FURTHER[base.organisation]
    return base._replace(tier=tier, authority=authority, successor=successor)


def families(rests):
    where = st.sampled_from(ORGANISATIONS)
    key = st.builds(lambda o, a, rest: full(Base(*o, a, *rest)), where, AUDIENCES, st.sampled_from(rests))
    return st.dictionaries(key, NUMBERS, min_size=1, max_size=10)


def protected(base, cells_of):
    room = unknown_noughts(base, sums(base, cells_of), cells_of)
    return disclosure.protect(room | base, cells_of, fineness)


@PATIENT
@given(families(MODULES))
def test_completions_cannot_be_narrowed(base):
    assert Reader(base, cells_of_completions, protected(base, cells_of_completions)).narrowed() == []


@PATIENT
@given(families([("", "", steps) for steps in STEPS]))
def test_people_cannot_be_narrowed_by_how_far_they_have_come(base):
    cells_of = partial(cells_of_people, cut={("o1", "officer")})
    assert Reader(base, cells_of, protected(base, cells_of)).narrowed() == []


@PATIENT
@given(families([("c1", "", steps) for steps in COHORTS]))
def test_drop_off_cannot_be_narrowed(base):
    assert Reader(base, cells_of_cohorts, protected(base, cells_of_cohorts)).narrowed() == []


@PATIENT
@given(families([(m, p, steps) for m, p in MODULES for steps in (("sat",), ("sat", "passed-first"))]))
def test_first_attempts_cannot_be_narrowed(base):
    assert Reader(base, cells_of_events, protected(base, cells_of_events)).narrowed() == []


@PATIENT
@given(families([("p1", "p1", ("paired",)), ("p1", "p1", ("paired", "rose")), ("p2", "p2", ("paired", "rose"))]))
def test_confidence_cannot_be_narrowed(base):
    assert Reader(base, cells_of_events, protected(base, cells_of_events)).narrowed() == []


def in_month(cell, month):
    return (*cell, month)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(families(MODULES), families(MODULES))
def test_two_months_together_cannot_be_narrowed(one, other):
    """The reader has both months. A financial year is a sum of what is shown of months, so it is no further rule."""
    both, shown = {}, {}
    for month, base in (("may", one), ("june", other)):
        room = unknown_noughts(base, sums(base, cells_of_completions), cells_of_completions)
        both |= {(month, key): people for key, people in (room | base).items()}
        shown |= {in_month(cell, month): value for cell, value in protected(base, cells_of_completions).items()}
    cells_of = lambda key: [in_month(cell, key[0]) for cell in cells_of_completions(key[1])]  # noqa: E731
    assert Reader(both, cells_of, shown, nobody_else=True).narrowed() == []


def test_a_true_total_of_two_months_would_narrow_them():
    """The fault that the rule against such totals prevents: 12 and 12 are 10 and 10; with 25 for both, each is 11 or 12."""
    months = {("may", two_by(12).popitem()[0]): 12, ("june", two_by(12).popitem()[0]): 12}
    cells_of = lambda key: [("england", key[0]), ("england", "both")]  # noqa: E731
    shown = {("england", "may"): 10, ("england", "june"): 10, ("england", "both"): 25}
    assert Reader(months, cells_of, shown, nobody_else=True).narrowed()


def test_registrations_between_two_month_ends_narrow_neither():
    """12, then 7 more, then 19: 10, 5 and 20 are shown. Who moves in from elsewhere has registered before, and so leaves room;
    were movers registrations too, the second month end could not be more than 12 and 7."""
    base = {"stays": 12, "leaves": 0, "registers": 7, "registers and leaves": 0, "moves in": 0}
    counted = {"stays": ["may", "june"], "leaves": ["may"], "registers": ["new", "june"], "moves in": ["june"]}
    cells_of = (counted | {"registers and leaves": ["new"]}).get
    shown = {"may": 10, "new": 5, "june": 20}
    assert Reader(base, cells_of, shown, nobody_else=True).narrowed() == []
    del base["moves in"]
    assert Reader(base, cells_of, shown, nobody_else=True).narrowed()


@PATIENT
@given(families(MODULES))
def test_every_pair_of_neighbouring_filters_is_a_selection_from_one_family(base):
    """What two filters show of a cell is the same, so that no pair of tables says more than the family."""
    shown = protected(base, cells_of_completions)
    tables = [{cell: value for cell, value in shown.items() if cell[axis] == ""} for axis in (1, 3, 4)]
    for one, other in combinations(tables, 2):
        assert all(one[cell] == other[cell] for cell in one.keys() & other.keys())


@PATIENT
@given(families(MODULES))
def test_what_is_shown_is_the_true_number_rounded(base):
    truth = sums(base, cells_of_completions)
    for cell, value in protected(base, cells_of_completions).items():
        assert value is None or value == disclosure.rounded(truth[cell])


@PATIENT
@given(families(MODULES))
def test_the_same_figures_are_withheld_every_time(base):
    assert protected(base, cells_of_completions) == protected(dict(reversed(base.items())), cells_of_completions)


def two_by(*numbers):
    """Completions of one module by officers of several organisations in one region."""
    return {Base(f"o{n}", "r1", "t1", "officer", "m1", "p1"): number for n, number in enumerate(numbers)}


def test_two_rounded_parts_that_give_each_other_away_are_not_both_shown():
    """12 and 12 are shown as 10 and 10; with their sum, 24 and so 25, both must be 11 or 12."""
    base = two_by(12, 12)
    naive = {cell: disclosure.rounded(number) for cell, number in sums(base, cells_of_completions).items()}
    assert Reader(base, cells_of_completions, naive).narrowed()
    shown = protected(base, cells_of_completions)
    assert Reader(base, cells_of_completions, shown).narrowed() == []
    assert shown["completions", "", "", "", ""] == 25


def test_the_last_small_number_beside_rounded_ones_is_not_left_alone():
    """4, 12 and 12 make 28: from 30, 10 and 10 a reader takes 28 - 12 - 12, and is left with 4 where [c] is 1 to 4."""
    base, small = two_by(4, 12, 12), ("completions", "organisation", "o0", "", "")
    naive = {cell: disclosure.rounded(number) for cell, number in sums(base, cells_of_completions).items()}
    least, _ = Reader(base, cells_of_completions, naive, withheld_most=4).range_of(small)
    assert round(least) == 4
    shown = protected(base, cells_of_completions)
    assert Reader(base, cells_of_completions, shown).narrowed() == []
    assert [shown["completions", "organisation", name, "", ""] for name in ("o1", "o2")].count(None) >= 1


def test_a_large_total_stays_while_its_small_parts_are_withheld():
    shown = protected(two_by(1, 2, 3, 40, 50, 60), cells_of_completions)
    assert shown["completions", "", "", "", ""] == 155
    assert shown["completions", "organisation", "o0", "", ""] is None


def thinly_spread(people, random):
    """Completions one by one: many modules, organisations and audiences, and hardly two alike."""
    base = Counter()
    for _ in range(people):
        council, module, audience = random.randrange(60), random.randrange(10), int(random.random() ** 1.5 * 6)
        facts = f"o{council}", f"r{council % 6}", f"t{council % 4}", f"a{audience}", f"m{module}", f"p{module % 4}"
        base[Base(*facts, tier=f"s{council % 3}", authority=f"c{council % 9}")] += 1
    return dict(base)


def test_what_nobody_did_yet_leaves_room_so_that_fewer_figures_are_withheld(monkeypatch):
    """A reader cannot know who is nowhere. Without that the finest numbers took regions, and England, with them."""
    base, withheld = thinly_spread(900, Random(1)), []
    for most in (protection.MOST_INHABITED, 0):
        monkeypatch.setattr(protection, "MOST_INHABITED", most)
        shown, truth = protected(base, cells_of_completions), sums(base, cells_of_completions)
        withheld.append(sum(value is None and truth[cell] >= disclosure.SMALL for cell, value in shown.items()))
    assert withheld[0] < withheld[1] / 1.5
