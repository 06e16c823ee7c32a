"""What coordination hears: an organisation is succeeded, a coordinator comes or goes. And the words that it sends."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from coordination import actions, cohorts
from coordination.models import Cohort, Invitation
from coordination.overview import lines
from mail.actions import send_due
from mail.kinds import render
from mail.models import Message
from organisations.actions import succeed
from people import actions as people
from people.actions import join
from tests.cast import make_council, make_person
from tests.coordination.conftest import AT, invite


def merge(*predecessors, into):
    succeed(predecessors=predecessors, successors=into, on_date=AT.date(), at=AT)


def test_after_a_merger_cohorts_invitations_and_people_are_with_the_successor(
    council, cohort, invitation, learner, coordinator
):
    cohorts.add(cohort=cohort, people=[learner], by=coordinator, at=AT)
    heir = make_council("Newham-on-Test Council", "heir.gov.uk")
    merge(council, into=[heir])
    found = {line.name: line.cohort for line in lines(coordinator, heir, AT.date())}
    assert found == {"Cora Coordinator": "", "Lena Learner": "Cabinet", "nina@new.example": "Cabinet"}


def test_whom_two_merging_councils_had_invited_is_invited_once(council, other_council, coordinator, other_coordinator):
    invite(council, coordinator, "nina@new.example")
    invite(other_council, other_coordinator, "nina@new.example")
    merge(council, other_council, into=[make_council("Newham-on-Test Council", "heir.gov.uk")])
    assert Invitation.objects.count() == 1


def test_after_a_split_they_stay_and_the_pages_say_so(council, other_council, cohort, invitation, coordinator, browse):
    merge(council, into=[other_council, make_council("Third Council", "third.gov.uk")])
    assert Cohort.objects.get().organisation == council
    page = browse(coordinator).get(f"/coordination/{council.slug}/").content.decode()
    assert "its work was divided" in page


@pytest.fixture
def second(council):
    person = make_person("dan@testham.gov.uk", "Dan Deputy", council=council, audience="other")
    people.appoint_coordinator(user=person, organisation=council, by=None, at=AT)
    return person


def changes():
    return [(m.to, render(m.template, m.context)[1]) for m in Message.objects.filter(template="coordinators_changed")]


def test_the_other_coordinators_hear_of_an_appointment(coordinator, second, council, administrator, learner):
    people.appoint_coordinator(user=learner, organisation=council, by=administrator, at=AT)
    heard = dict(changes())
    assert set(heard) == {coordinator.email, second.email}
    assert "Lena Learner now coordinates learning at Testham Borough Council" in heard[second.email]


def test_the_other_coordinators_hear_of_a_departure(coordinator, second, administrator):
    people.end_grant(grant=second.grants.get(), by=administrator, at=AT)
    assert [to for to, _ in changes()] == [coordinator.email]
    assert "Dan Deputy no longer coordinates" in changes()[0][1]


def test_a_merger_tells_nobody_of_themselves(coordinator, second, council):
    merge(council, into=[make_council("Newham-on-Test Council", "heir.gov.uk")])
    assert changes() == []


def test_the_invitation_says_who_invites_to_what_by_when_and_where_to_answer(invitation):
    with time_machine.travel(AT, tick=False):
        send_due(at=AT)
    (message,) = mail.outbox
    assert message.to == ["nina@new.example"]
    assert message.subject == "Testham Borough Council invites you to a course for local government leaders"
    for words in (
        "Cora Coordinator",
        "“Leading digital change” by 8 July 2026",
        actions.token_of(invitation.pk),
        "6 September 2026",
    ):
        assert words in message.body


@time_machine.travel(AT + timedelta(days=15), tick=False)
def test_every_message_is_worded(invitation, cohort, coordinator, learner, council):
    cohorts.add(cohort=cohort, people=[learner], by=coordinator, at=AT)
    actions.remind_invited(organisation=council, by=coordinator, at=AT + timedelta(days=15))
    actions.remind_cohort(cohort=cohort, states=["not-started"], by=coordinator, at=AT + timedelta(days=15))
    actions.accept(
        invitation=invite(council, coordinator, "olly@new.example", cohort=cohort),
        person=join(email="olly@new.example", at=AT), name="Olly New", audience="other", at=AT,
    )  # fmt: skip
    worded = {m.template: render(m.template, m.context) for m in Message.objects.all()}
    assert set(worded) == {
        "invitation",
        "invitation_reminder",
        "invitation_accepted",
        "cohort_added",
        "cohort_reminder",
    }
    assert worded.pop("invitation_accepted")[0] == "You have joined Testham Borough Council"
    for subject, body in worded.values():
        assert "{" not in subject + body
        assert "None" not in body
