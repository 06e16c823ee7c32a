"""When a reminder may go, what a heading asks for, how far somebody is. No database."""

from datetime import date, timedelta

import pytest

from coordination import rules
from coordination.rules import State
from tests.coordination.conftest import AT


def days(n):
    return timedelta(days=n)


def may(**facts):
    return rules.may_remind(**{"at": AT, "since": AT - days(30), "nudged_at": [], "last_active_at": None} | facts)


def test_whoever_has_waited_long_enough_may_be_reminded():
    assert may()
    assert may(since=AT - days(14))
    assert not may(since=AT - days(13))


def test_whoever_learnt_in_the_last_14_days_is_left_alone():
    assert not may(last_active_at=AT - days(13))
    assert may(last_active_at=AT - days(14))


def test_one_in_seven_days_whoever_sent_it():
    assert not may(nudged_at=[AT - days(6)])
    assert may(nudged_at=[AT - days(7)])


def test_one_that_is_still_to_go_counts():
    assert not may(nudged_at=[AT + days(1)])


def test_after_three_without_activity_no_more():
    sent = [AT - days(n) for n in (28, 21, 14)]
    assert not may(since=AT - days(90), nudged_at=sent)
    assert may(since=AT - days(90), nudged_at=sent, last_active_at=AT - days(20))


@pytest.mark.parametrize(
    "heading", ["Party", "party ", "Political Group", "GROUP", "Political affiliation", "Group/Whip", "party_name"]
)
def test_a_heading_that_asks_for_a_party_is_known(heading):
    assert rules.names_a_party(heading)


@pytest.mark.parametrize("heading", ["Name", "E-mail", "Department", "Grouped", "Ward", "Partner", ""])
def test_other_headings_are_not(heading):
    assert not rules.names_a_party(heading)


def test_completed_is_never_overdue():
    assert rules.is_overdue(date(2026, 6, 1), State.STARTED, date(2026, 6, 2))
    assert not rules.is_overdue(date(2026, 6, 1), State.STARTED, date(2026, 6, 1))
    assert not rules.is_overdue(date(2026, 6, 1), State.COMPLETED, date(2026, 6, 2))
    assert not rules.is_overdue(None, State.STARTED, date(2026, 6, 2))
