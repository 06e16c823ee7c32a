"""What is erased: invitations after 90 days, and everything about a person with their account."""

from datetime import timedelta

import pytest
from django.conf import settings

from coordination import actions, cohorts, privacy, tasks
from coordination.models import CohortMember, Invitation
from mail.models import Message
from people.actions import join
from tests.coordination.conftest import AT, invite

DAY_90 = AT + timedelta(days=90)


@pytest.mark.parametrize("answer", ["none", "declined"])
def test_after_90_days_neither_address_nor_name_nor_message_is_left(invitation, council, coordinator, answer):
    actions.remind_invited(organisation=council, by=coordinator, at=AT + timedelta(days=20))
    if answer == "declined":
        actions.decline(invitation=invitation, at=AT)
    assert actions.erase_expired(at=DAY_90 - timedelta(seconds=1)) == 0
    assert actions.erase_expired(at=DAY_90) == 1
    assert not Invitation.objects.exists()
    assert not Message.objects.filter(to="nina@new.example").exists()


def test_who_joined_stays_joined_when_the_invitation_goes(invitation, cohort):
    nina = join(email="nina@new.example", at=AT)
    actions.accept(invitation=invitation, person=nina, name="Nina New", audience="other", at=AT)
    actions.erase_expired(at=DAY_90)
    assert not Invitation.objects.exists()
    assert nina.memberships.current().counted().exists()
    assert CohortMember.objects.filter(person=nina).exists()


def test_after_the_erasure_the_address_can_be_invited_again(invitation, council, coordinator, cohort):
    actions.decline(invitation=invitation, at=AT)
    actions.erase_expired(at=DAY_90)
    assert invite(council, coordinator, "nina@new.example", at=DAY_90).is_open(DAY_90)


def test_the_schedule_erases_every_night(invitation):
    assert "coordination.tasks.erase_expired" in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    Invitation.objects.update(expires_at=AT - timedelta(days=400))
    assert tasks.erase_expired() == 1


def test_what_is_held_is_shown_to_the_person(cohort, learner, coordinator, council):
    cohorts.add(cohort=cohort, people=[learner], by=coordinator, at=AT)
    shown = privacy.export(learner)
    assert shown["cohorts"][0]["cohort"] == "Cabinet"
    assert privacy.export(coordinator)["invitations sent to others"] == 0
    invite(council, coordinator, "cole@testham.gov.uk")
    assert privacy.export(coordinator)["invitations sent to others"] == 1


def test_an_open_invitation_is_shown_to_whoever_has_the_address(invitation, council):
    nina = join(email="nina@new.example", at=AT)
    assert [i["organisation"] for i in privacy.export(nina)["invitations"]] == [council.name]


def test_with_the_account_goes_the_place_and_every_invitation_of_the_person(invitation, cohort, coordinator, learner):
    nina = join(email="nina@new.example", at=AT)
    cohorts.add(cohort=cohort, people=[learner], by=coordinator, at=AT)
    privacy.erase(nina, at=AT)
    privacy.erase(learner, at=AT)
    assert not Invitation.objects.exists()
    assert not CohortMember.objects.exists()


def test_invitations_that_an_erased_coordinator_sent_stay_open(invitation, coordinator):
    privacy.erase(coordinator, at=AT)
    assert Invitation.objects.get().is_open(AT)
