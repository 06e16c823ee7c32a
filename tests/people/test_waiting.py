"""Whoever may answer somebody who waits is told of it: coordinators the next morning, administrators after five working days."""

from datetime import date, timedelta

import pytest

from mail.kinds import render
from mail.models import Message
from mail.rules import is_working_day
from people import actions, returning, waiting
from people.models import Standing
from people.rules import handed_on
from tests.cast import JOINED_AT, make_person

DAY = timedelta(days=1)


def ask(council=None, email="walt@home.example", at=JOINED_AT):
    person = make_person(email, "Walt Waiting", at=at)
    place = {"organisation": council} if council else {"stated_organisation": "Testham Fire"}
    return actions.become_member(user=person, audience="other", standing=Standing.PENDING, at=at, **place)


def told():
    return list(Message.objects.filter(template="approvals_waiting").order_by("pk").values_list("to", flat=True))


@pytest.mark.parametrize(
    ("asked", "handed"),
    [
        (date(2026, 6, 1), date(2026, 6, 8)),  # Monday to Monday
        (date(2026, 6, 6), date(2026, 6, 12)),  # Saturday to Friday
        (date(2026, 12, 23), date(2027, 1, 4)),  # over Christmas
    ],
)
def test_five_working_days_later_an_administrator_answers(asked, handed):
    assert handed_on(asked, is_working_day) == handed


def test_the_coordinator_hears_the_next_morning_and_once(coordinator, administrator, council):
    ask(council)
    for days in (0, 1, 1, 2):
        waiting.tell(at=JOINED_AT + days * DAY)
    assert told() == [coordinator.email]


def test_somebody_new_is_told_of_again_with_all_who_wait(coordinator, council):
    ask(council)
    waiting.tell(at=JOINED_AT + DAY)
    ask(council, "wilma@home.example", at=JOINED_AT + DAY)
    waiting.tell(at=JOINED_AT + 2 * DAY)
    assert told() == [coordinator.email] * 2
    assert "2 people wait" in render("approvals_waiting", {"person": str(coordinator.pk)})[1]


def test_what_nobody_answers_goes_to_an_administrator(coordinator, administrator, council):
    ask(council)
    waiting.tell(at=JOINED_AT + 6 * DAY)  # a Sunday, on which nobody is told
    assert told() == []
    waiting.tell(at=JOINED_AT + 7 * DAY)
    assert set(told()) == {coordinator.email, administrator.email}


def test_where_nobody_coordinates_an_administrator_hears_at_once(administrator, stranger, other_council):
    ask()
    ask(other_council, "wilma@home.example")
    waiting.tell(at=JOINED_AT + DAY)
    assert told() == [administrator.email]


def test_somebody_who_came_back_after_a_long_time_waits_like_that_too(coordinator, learner):
    returning.ask(user=learner, email=learner.email, at=JOINED_AT)
    waiting.tell(at=JOINED_AT + DAY)
    assert told() == [coordinator.email]


def test_nobody_is_told_of_themselves(administrator, council):
    place = {"organisation": council, "audience": "other", "standing": Standing.PENDING}
    actions.become_member(user=administrator, **place, at=JOINED_AT)
    waiting.tell(at=JOINED_AT + DAY)
    assert told() == []


def test_what_was_answered_meanwhile_is_not_sent(coordinator, administrator, council):
    membership = ask(council)
    actions.decide_membership(membership=membership, approved=True, by=administrator, at=JOINED_AT)
    assert render("approvals_waiting", {"person": str(coordinator.pk)}) is None


def test_the_message_names_nobody(coordinator, council):
    ask(council)
    subject, body = render("approvals_waiting", {"person": str(coordinator.pk)})
    assert "Walt" not in subject + body
    assert "/approvals/" in body
