"""Reminders: to whom, how often, and that the outbox holds them to its hours."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from coordination import actions, cohorts
from coordination.models import Cohort
from coordination.rules import UNFINISHED, State
from mail.actions import send_due
from mail.models import Message, Purpose
from mail.models import State as MailState
from people import actions as people
from people.models import Standing
from progress.actions import enrol
from tests.coordination.conftest import AT, invite
from tests.taking import complete

# Two weeks after AT, a Monday in the afternoon.
LATER = AT + timedelta(days=14, hours=4)


@pytest.fixture
def member(cohort, learner, coordinator):
    cohorts.add(cohort=cohort, people=[learner], by=coordinator, at=AT)
    return learner


def remind(cohort, coordinator, at, states=(State.NOT_STARTED,)):
    return actions.remind_cohort(cohort=cohort, states=states, by=coordinator, at=at)


def nudges():
    return Message.objects.filter(purpose=Purpose.NUDGE)


def test_who_has_not_started_after_two_weeks_gets_one(member, cohort, coordinator):
    assert remind(cohort, coordinator, LATER) == 1
    assert (nudges().get().to, nudges().get().template) == (member.email, "cohort_reminder")


def test_nobody_before_two_weeks(member, cohort, coordinator):
    assert remind(cohort, coordinator, AT + timedelta(days=13)) == 0


def test_never_two_in_seven_days_whoever_asks(member, cohort, coordinator):
    remind(cohort, coordinator, LATER)
    assert remind(cohort, coordinator, LATER) == remind(cohort, coordinator, LATER + timedelta(days=6)) == 0
    assert nudges().count() == 1


def test_another_apps_nudge_counts_too(member, cohort, coordinator):
    Message.objects.create(
        key="x", purpose=Purpose.NUDGE, template="x", to=member.email, person=member.pk,
        state=MailState.SENT, due_at=LATER, sent_at=LATER - timedelta(days=3),
    )  # fmt: skip
    assert remind(cohort, coordinator, LATER) == 0


def test_no_more_after_three(member, cohort, coordinator):
    weeks = [LATER + timedelta(days=7 * week) for week in range(5)]
    assert [remind(cohort, coordinator, at) for at in weeks] == [1, 1, 1, 0, 0]


def test_who_learnt_lately_is_left_alone_and_not_given_away(member, cohort, coordinator, course, modules):
    enrol(learner=member, course=course, membership=member.memberships.get(), at=AT)
    complete(member, modules[0].live_lessons().first(), at=LATER - timedelta(days=5))
    assert remind(cohort, coordinator, LATER, UNFINISHED) == 0


def test_started_and_idle_is_reminded_only_when_asked_for(member, cohort, coordinator, course, modules):
    enrol(learner=member, course=course, membership=member.memberships.get(), at=AT)
    complete(member, modules[0].live_lessons().first(), at=AT)
    assert remind(cohort, coordinator, LATER) == 0
    assert remind(cohort, coordinator, LATER, UNFINISHED) == 1


def test_it_waits_for_office_hours(member, cohort, coordinator):
    saturday = LATER + timedelta(days=5)
    remind(cohort, coordinator, saturday)
    send_due(at=saturday)
    assert nudges().filter(state=MailState.DUE).exists()
    send_due(at=saturday + timedelta(days=2))
    assert nudges().get().state == MailState.SENT
    assert "A reminder of “Leading digital change”" in [message.subject for message in mail.outbox]


@pytest.mark.parametrize("change", ["left", "closed", "removed"])
def test_a_reminder_that_no_longer_fits_is_not_sent(member, cohort, coordinator, other_council, change):
    remind(cohort, coordinator, LATER)
    if change == "left":
        people.become_member(
            user=member, organisation=other_council, audience="other", standing=Standing.MATCHED, at=LATER
        )
    elif change == "closed":
        Cohort.objects.update(closed_at=LATER)
    else:
        cohorts.remove(cohort=cohort, person=member, by=coordinator, at=LATER)
    send_due(at=LATER)
    assert nudges().get().state == MailState.CANCELLED


def test_the_page_says_how_many_and_never_who(member, cohort, coordinator, council, browse):
    place = reverse("coordination:remind-cohort", args=[council.slug, cohort.pk])
    page = browse(coordinator).post(place, {"who": "nonsense"}, follow=True).content.decode()
    assert "1 person gets a reminder" in page
    assert "Nobody can be reminded now" in browse(coordinator).post(place, follow=True).content.decode()


def test_an_invitation_is_reminded_of_after_two_weeks_once_in_seven_days_and_three_times(
    council, coordinator, invitation
):
    days = [13, 14, 20, 21, 28, 35]
    told = [actions.remind_invited(organisation=council, by=coordinator, at=AT + timedelta(days=n)) for n in days]
    assert told == [0, 1, 0, 1, 1, 0]
    assert {message.to for message in nudges()} == {"nina@new.example"}


def test_who_declined_hears_no_more(council, coordinator, invitation):
    actions.decline(invitation=invitation, at=AT)
    assert actions.remind_invited(organisation=council, by=coordinator, at=LATER) == 0


def test_another_organisations_coordinator_reminds_nobody(member, cohort, other_coordinator):
    assert remind(cohort, other_coordinator, LATER) == 0


def test_an_invitation_in_the_post_while_it_is_declined_is_not_sent(council, coordinator):
    invitation = invite(council, coordinator, "olly@new.example")
    actions.decline(invitation=invitation, at=AT)
    send_due(at=AT)
    assert mail.outbox == []
