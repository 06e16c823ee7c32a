"""When nudges may go. No database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mail import rules


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=rules.LONDON)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-06-01 08:00", "2026-06-01 08:00"),
        ("2026-06-01 17:59", "2026-06-01 17:59"),
        ("2026-06-01 07:59", "2026-06-01 08:00"),
        ("2026-06-01 18:00", "2026-06-02 08:00"),
        ("2026-06-05 18:30", "2026-06-08 08:00"),
        ("2026-06-06 12:00", "2026-06-08 08:00"),
        ("2026-04-02 19:00", "2026-04-07 08:00"),
        ("2026-12-24 18:00", "2026-12-29 08:00"),
    ],
    ids=[
        "opening",
        "before closing",
        "early",
        "late",
        "Friday evening",
        "Saturday",
        "before Easter",
        "before Christmas",
    ],
)
def test_nudges_wait_for_the_next_opening(moment, opens):
    assert rules.next_opening(at(moment)) == at(opens)


def test_hours_are_those_of_london_in_summer_too():
    assert rules.is_open(datetime(2026, 6, 1, 7, 0, tzinfo=UTC))
    assert not rules.is_open(datetime(2026, 1, 5, 7, 0, tzinfo=UTC))


@pytest.mark.parametrize("day", [date(2026, 8, 31), date(2026, 5, 4), date(2027, 12, 27), date(2030, 12, 25)])
def test_bank_holidays_in_england_are_no_working_days(day):
    assert not rules.is_working_day(day)


def test_a_bank_holiday_of_scotland_alone_is_a_working_day():
    assert rules.is_working_day(date(2026, 11, 30))


def test_the_next_nudge_comes_seven_days_after_the_last_at_the_earliest():
    last = at("2026-06-01 10:00")
    assert rules.nudge_from(at("2026-06-03 10:00"), last) == at("2026-06-08 10:00")
    assert rules.nudge_from(at("2026-06-09 10:00"), last) == at("2026-06-09 10:00")
    assert rules.nudge_from(at("2026-06-03 10:00"), None) == at("2026-06-03 10:00")


def test_after_three_without_activity_there_are_no_more():
    sent = [at("2026-06-01 10:00") + timedelta(days=8 * n) for n in range(3)]
    assert rules.has_gone_quiet(sent, None)
    assert rules.has_gone_quiet(sent, sent[0] - timedelta(days=1))
    assert not rules.has_gone_quiet(sent, sent[0] + timedelta(days=1))
    assert not rules.has_gone_quiet(sent[:2], None)


def test_a_failed_message_waits_longer_each_time_and_half_an_hour_at_most():
    waits = [rules.wait_after(n).total_seconds() / 60 for n in range(1, 8)]
    assert waits == [1, 4, 16, 30, 30, 30, 30]
    assert rules.wait_after(10_000) == rules.LONGEST_WAIT


NOW = at("2026-06-01 10:00")


def days(n):
    return timedelta(days=n)


def may(**facts):
    return rules.may_nudge(**{"at": NOW, "since": NOW - days(30), "nudged_at": [], "last_active_at": None} | facts)


def test_whoever_has_waited_long_enough_may_be_reminded():
    assert may()
    assert may(since=NOW - days(14))
    assert not may(since=NOW - days(13))


def test_whoever_learnt_in_the_last_14_days_is_left_alone():
    assert not may(last_active_at=NOW - days(13))
    assert may(last_active_at=NOW - days(14))


def test_one_in_seven_days_whoever_sent_it():
    assert not may(nudged_at=[NOW - days(6)])
    assert may(nudged_at=[NOW - days(7)])


def test_one_that_is_still_to_go_counts():
    assert not may(nudged_at=[NOW + days(1)])


def test_after_three_without_activity_no_more():
    sent = [NOW - days(n) for n in (28, 21, 14)]
    assert not may(since=NOW - days(90), nudged_at=sent)
    assert may(since=NOW - days(90), nudged_at=sent, last_active_at=NOW - days(20))
