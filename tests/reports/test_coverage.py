"""Councils covered: by month and audience and principle, and that no reader narrows a number of councils or the people in them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports import coverage, disclosure
from reports.families import Base
from reports.protection import sums
from tests.cast import JOINED_AT, make_council
from tests.reports.attack import Reader
from tests.reports.conftest import NOW, many, record_completions

PATIENT = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DONE = ("completed", "p4", "registered", "started")
STEPS = [("registered",), ("registered", "started"), DONE]
KINDS = st.tuples(
    st.sampled_from(["r1", "r2", "r3"]), st.sampled_from(["officer", "councillor"]), st.sampled_from(STEPS)
)


class Plenty(dict):
    """So many people everywhere that nothing of theirs is withheld."""

    def get(self, cell, default=None):
        return 1000


def world(numbers):
    """(people, councils) of {(region, audience, how far): councils}."""
    people, councils = {}, {}
    for place, ((region, audience, reached), number) in enumerate(numbers.items()):
        for n in range(number):
            name = f"o{place}-{n}"
            people[Base(name, region, "t", audience, reached=reached)] = 20
            councils[name] = (("", ""), ("region", region))
    return people, councils


def reader_of(numbers, shown=None):
    people, councils = world(numbers)
    base = coverage.alike(coverage.reached_by(people, councils), councils)
    told = shown or {cell: n for cell, n in coverage.coverage(people, councils, Plenty()).items() if cell[3]}
    return Reader(base, coverage.cells_of, told, nobody_else=True)


@PATIENT
@given(st.dictionaries(KINDS, st.integers(1, 12), min_size=1, max_size=8))
def test_councils_cut_by_audience_cannot_be_narrowed(numbers):
    assert reader_of(numbers).narrowed() == []


def test_a_council_alone_in_its_region_is_not_found_by_taking_one_region_from_england():
    """5 and 1 make 6, shown as 5, [c] and 5: with 7 at most in all and 5 at least there, the last is 1 or 2."""
    numbers = {("r1", "officer", ("registered",)): 5, ("r2", "officer", ("registered",)): 1}
    people, councils = world(numbers)
    base = coverage.alike(coverage.reached_by(people, councils), councils)
    naive = {cell: disclosure.rounded(number) for cell, number in sums(base, coverage.cells_of).items()}
    assert reader_of(numbers, naive).narrowed()
    assert reader_of(numbers).narrowed() == []


def with_principle(councils, people):
    """What is told of councils with p4, where so many are shown of their people."""
    world_of = world({("r1", "officer", DONE): councils})
    shown = {("completed", "", "", "", "p4"): people}
    return coverage.coverage(*world_of, shown)["councils-completed", "", "", "", "p4"]


@pytest.mark.parametrize(("councils", "people", "told"), [(8, 10, 8), (9, 10, None), (3, 20, 3), (3, None, None)])
def test_councils_by_principle_are_exact_where_they_say_nothing_more_of_the_people(councils, people, told):
    """10 may stand for 8 people; nine councils would say that there are nine at least."""
    assert with_principle(councils, people) == told


@pytest.fixture
def rows(client, analyst, refreshed, db):
    """`rows(address)`: {row: numbers as text}, of a fresh count."""
    refreshed()
    client.force_login(analyst)

    def get(address):
        table = client.get(address).context["table"]
        lines = [*table.rows, *([table.total] if table.total else [])]
        return {row.key: [number.text for number in row.numbers] for row in lines}

    return get


def test_whether_more_councils_are_covered_is_told_month_by_month(rows, council, other_council, module, refreshed):
    record_completions(many(council, 30, at=JOINED_AT), module, at=JOINED_AT)
    many(other_council, 20, at=NOW)
    refreshed()
    found = rows("/figures/coverage-by-month/")
    assert found == {"2026-06": ["2", "1", "1", "1"], "2026-07": ["2", "2", "1", "1"]}


def test_councils_are_told_by_audience_and_by_principle(rows, council, module, refreshed):
    record_completions(many(council, 30, "councillor"), module)
    for n in range(7):
        many(make_council(f"Town {n}", f"town{n}.gov.uk"), 20)
    refreshed()
    audiences, principles = rows("/figures/coverage-by-audience/"), rows("/figures/coverage-by-principle/")
    assert audiences["councillor"] == ["[c]", "[c]", "[c]"]
    assert audiences["senior_manager"] == ["5", "0", "0"]
    assert audiences["all"] == ["8", "1", "1"]
    assert (principles["p4"], principles["p1"], principles["all"]) == (["1"], ["0"], ["1"])


def test_that_no_council_has_an_audience_that_completed_is_not_said_of_a_small_group(rows, council, refreshed):
    many(council, 6, "councillor")
    refreshed()
    assert rows("/figures/coverage-by-audience/")["councillor"][1:] == ["[c]", "[c]"]
    assert rows("/figures/coverage-by-principle/")["p4"] == ["[c]"]
