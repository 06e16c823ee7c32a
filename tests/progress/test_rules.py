"""When something is complete, how far somebody is, and what comes next: numbers and ids alone."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress import rules

counts = st.integers(0, 60)
some_ids = st.lists(st.integers(1, 30), unique=True, max_size=12)


@given(counts, counts)
def test_progress_is_never_over_a_hundred_and_a_hundred_means_all(done, due):
    percent = rules.percent(done, due)
    assert 0 <= percent <= 100
    assert (percent == 100) == rules.lessons_complete(done, due)


def test_an_empty_module_and_an_empty_course_complete_nobody():
    assert not rules.lessons_complete(0, 0)
    assert not rules.course_complete(set(), {1, 2})
    assert rules.percent(0, 0) == 0


@pytest.mark.parametrize(
    ("done", "passed", "by_assessment", "complete"),
    [
        (3, True, False, True),
        (2, True, False, False),
        (3, False, False, False),
        (0, True, True, True),
        (3, False, True, False),
    ],
)
def test_a_module_needs_its_lessons_and_a_pass_or_a_pass_alone_where_it_allows_that(
    done, passed, by_assessment, complete
):
    assert rules.module_complete(done=done, due=3, passed=passed, by_assessment=by_assessment) is complete


@given(st.sets(st.integers(1, 9), min_size=1), st.sets(st.integers(1, 9)))
def test_a_course_needs_every_required_module_and_no_other(required, complete):
    assert rules.course_complete(required, complete) == (not required - complete)


@given(some_ids, st.sets(st.integers(1, 30)), st.integers(1, 30))
def test_what_comes_next_is_never_done_already_and_missing_only_when_all_is_done(ids, done, after):
    following = rules.next_of(ids, done, after=after)
    assert following not in done
    assert (following is None) == (set(ids) <= done)


def test_the_next_lesson_is_the_one_after_and_then_the_first_that_was_left_out():
    assert rules.next_of([1, 2, 3, 4], {1, 3}, after=3) == 4
    assert rules.next_of([1, 2, 3, 4], {1, 3, 4}, after=4) == 2


def test_one_goes_on_at_the_lesson_begun_last():
    assert rules.resume_at([1, 2, 3, 4], {1: 10, 3: 20, 2: 15}, {1}) == 3


def test_one_goes_on_at_the_first_lesson_not_done_where_none_is_begun():
    assert rules.resume_at([1, 2, 3], {1: 10}, {1}) == 2
    assert rules.resume_at([1, 2], {1: 10, 2: 11}, {1, 2}) is None


def test_the_assessment_comes_after_the_lessons_unless_the_module_allows_it_first():
    assert not rules.may_take_assessment(done=2, due=3, by_assessment=False)
    assert rules.may_take_assessment(done=3, due=3, by_assessment=False)
    assert rules.may_take_assessment(done=0, due=3, by_assessment=True)


@pytest.mark.parametrize(
    ("at", "month"),
    [
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2026, 10, 31, 23, 59, tzinfo=UTC), date(2026, 10, 1)),
    ],
)
def test_the_month_of_an_instant_is_that_of_london(at, month):
    assert rules.month_of(at) == month


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute"), (59, "59 minutes"), (60, "1 hour"), (80, "1½ hours"), (255, "4 hours"), (650, "11 hours")],
)
def test_a_length_is_told_in_minutes_below_an_hour_and_in_half_hours_from_there(minutes, words):
    assert rules.time_in_words(minutes) == words
