"""What is invented of the demonstration's crowd could have happened."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from progress.journeys import Unit, taken

BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)
UNITS = [Unit(f"m{n}", tuple(range(5)), asked=10, pass_mark=8, by_assessment=n % 2 == 0) for n in range(9)]


@pytest.fixture(params=[20, 400], ids=["three weeks", "a year"])
def journeys(request):
    until = BEGAN + timedelta(days=request.param)
    return until, [taken(UNITS, Random(n), BEGAN, until) for n in range(200)]


def moments(one):
    return [one.began_at, *one.lessons, *(at for at, _ in one.sittings)]


def test_one_thing_comes_after_another_and_nothing_after_today(journeys):
    until, people = journeys
    for modules in people:
        times = [at for one in modules for at in sorted(moments(one))]
        assert all(earlier <= later for earlier, later in pairwise(times))
        assert times[-1] < until


def test_a_paper_is_sat_after_all_lessons_or_first_where_that_is_enough_and_none_after_a_pass(journeys):
    for one in (one for modules in journeys[1] for one in modules):
        early = [at for at, _ in one.sittings if len(one.lessons) < 5 or at < max(one.lessons)]
        assert len(early) <= int(one.unit.by_assessment)
        assert all(score < one.unit.pass_mark for _, score in one.sittings[:-1])
        assert all(0 <= score <= one.unit.asked for _, score in one.sittings)


def test_nobody_goes_on_before_the_module_is_complete(journeys):
    for modules in journeys[1]:
        assert all(one.completed_at for one in modules[:-1])


def test_some_leave_at_once_some_half_way_and_some_complete_everything(journeys):
    until, people = journeys
    if until - BEGAN > timedelta(days=100):
        complete = {sum(one.completed_at is not None for one in modules) for modules in people}
        assert {0, 1, 5, 9} <= complete
