"""The page behind the link of an invitation: who sees what, and accepting or declining it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from coordination import actions
from coordination.models import CohortMember, Invitation
from coordination.rules import NEVER_SEEN, SEEN
from mail.models import Message
from people import actions as people
from people.models import Standing, User
from people.permissions import current_membership
from tests.cast import make_person
from tests.coordination.conftest import AT, BACKEND, invite


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(AT + timedelta(days=1), tick=False):
        yield


@pytest.fixture
def nina(invitation):
    """Whoever holds the invited address, signed up and nothing more."""
    return people.join(email="nina@new.example", at=AT)


def link(invitation):
    return reverse("coordination:join", args=[actions.token_of(invitation.pk)])


def accept(client, invitation, **answer):
    return client.post(link(invitation), {"name": "Nina New", "audience": "councillor"} | answer)


def test_the_page_names_the_coordinators_and_lists_exactly_what_they_see(client, invitation):
    page = client.get(link(invitation)).content.decode()
    assert "Cora Coordinator" in page
    assert all(line in page for line in SEEN + NEVER_SEEN)


def test_looking_answers_nothing(client, invitation, nina):
    client.get(link(invitation))
    client.force_login(nina, backend=BACKEND)
    client.get(link(invitation))
    client.get(link(invitation) + "decline/")
    invitation.refresh_from_db()
    assert (invitation.accepted_at, invitation.declined_at) == (None, None)
    assert not nina.memberships.exists()


def test_a_new_person_comes_through_the_door_and_back_to_the_invitation(client, invitation):
    page = client.get(link(invitation)).content.decode()
    door = re.search(r'href="(/sign-in/[^"]+)"[^>]*role="button"', page)[1].replace("&amp;", "&")
    client.post("/sign-in/", {"email": "nina@new.example", "next": client.get(door).context["next"]})
    code = re.search(r"^ +(\w{3} \w{3})$", mail.outbox[-1].body, re.MULTILINE)[1]
    assert client.post("/sign-in/code/", {"code": code}).url == link(invitation)
    assert accept(client, invitation).status_code == 302
    assert User.objects.get(email="nina@new.example").name == "Nina New"


def test_accepting_joins_counts_and_enrols(client, invitation, nina, council, course):
    client.force_login(nina, backend=BACKEND)
    accept(client, invitation)
    membership = current_membership(User.objects.get(pk=nina.pk))
    assert (membership.organisation, membership.standing, membership.audience) == (
        council,
        Standing.APPROVED,
        "councillor",
    )
    enrolment = nina.enrolments.get()
    assert (enrolment.course, enrolment.organisation) == (course, council)
    assert CohortMember.objects.get().person == nina


def test_the_address_goes_with_the_answer_and_a_message_confirms_it(client, invitation, nina):
    client.force_login(nina, backend=BACKEND)
    accept(client, invitation)
    invitation.refresh_from_db()
    assert (invitation.email, invitation.name, invitation.accepted_by) == ("", "", nina)
    assert Message.objects.get(template="invitation_accepted").to == nina.email


def test_accepting_twice_is_accepting_once(client, invitation, nina):
    client.force_login(nina, backend=BACKEND)
    for _ in range(2):
        accept(client, invitation)
    assert nina.memberships.count() == nina.enrolments.count() == 1
    assert "has been accepted" in client.get(link(invitation)).content.decode()


def test_accepting_needs_a_name_and_an_audience_of_a_new_person(client, invitation, nina):
    client.force_login(nina, backend=BACKEND)
    assert accept(client, invitation, audience="").status_code == 422
    assert accept(client, invitation, name="").status_code == 422
    assert not nina.memberships.exists()


def test_who_is_named_already_is_not_asked_again(client, council, coordinator, learner):
    pending = make_person("petra@home.example", "Petra Pending")
    people.become_member(user=pending, organisation=council, audience="councillor", standing=Standing.PENDING, at=AT)
    invitation = invite(council, coordinator, "petra@home.example")
    client.force_login(pending, backend=BACKEND)
    assert client.post(link(invitation)).status_code == 302
    assert current_membership(pending).standing == Standing.APPROVED
    assert current_membership(pending).audience == "councillor"


def test_serving_elsewhere_too_takes_nothing_away(client, council, coordinator, stranger, other_council):
    invitation = invite(council, coordinator, stranger.email)
    client.force_login(stranger, backend=BACKEND)
    accept(client, invitation)
    assert current_membership(stranger).organisation == other_council
    assert stranger.memberships.current().counted().at(council).count() == 1


def test_a_link_passed_on_opens_nothing(client, invitation, learner, stranger):
    for other in (learner, stranger):
        client.force_login(other, backend=BACKEND)
        assert "Accept and join" not in client.get(link(invitation)).content.decode()
        assert accept(client, invitation).status_code == 403
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_an_address_that_is_not_confirmed_is_not_theirs(client, invitation, learner):
    learner.emailaddress_set.create(email="nina@new.example", verified=False)
    client.force_login(learner, backend=BACKEND)
    assert accept(client, invitation).status_code == 403


def test_a_used_link_opens_nothing_for_somebody_else(client, invitation, nina, learner):
    client.force_login(nina, backend=BACKEND)
    accept(client, invitation)
    client.force_login(learner, backend=BACKEND)
    assert accept(client, invitation).status_code == 403
    assert CohortMember.objects.count() == 1


def test_past_its_day_it_opens_nothing(client, invitation, nina):
    Invitation.objects.update(expires_at=timezone.now())
    client.force_login(nina, backend=BACKEND)
    assert client.get(link(invitation)).status_code == 410
    assert accept(client, invitation).status_code == 410
    assert not nina.memberships.exists()


@pytest.mark.parametrize("token", ["x", "x" * 500, "%00", "é", "../../x"])
def test_a_link_that_was_never_sent_is_not_there(client, db, token):
    assert client.get(f"/coordination/join/{token}/").status_code == 404
    assert client.post(f"/coordination/join/{token}/decline/").status_code == 404


def test_declining_needs_no_account_and_is_kept(client, invitation):
    page = client.post(link(invitation) + "decline/", follow=True).content.decode()
    assert "You have declined" in page
    invitation.refresh_from_db()
    assert invitation.declined_at
    assert invitation.name == ""


def test_after_declining_it_cannot_be_accepted(client, invitation, nina):
    client.post(link(invitation) + "decline/")
    client.force_login(nina, backend=BACKEND)
    assert accept(client, invitation).status_code == 410


def test_declining_what_was_accepted_changes_nothing(client, invitation, nina):
    client.force_login(nina, backend=BACKEND)
    accept(client, invitation)
    client.post(link(invitation) + "decline/")
    invitation.refresh_from_db()
    assert invitation.declined_at is None
    assert nina.memberships.current().exists()


def test_withdrawn_it_is_gone_with_its_message(client, invitation, coordinator):
    actions.withdraw(invitation=invitation, by=coordinator, at=AT)
    assert client.get(link(invitation)).status_code == 404
    assert not Message.objects.filter(to="nina@new.example").exists()


def test_no_table_holds_the_link(invitation):
    token = actions.token_of(invitation.pk)
    assert token not in str(list(Invitation.objects.values())) + str(list(Message.objects.values()))


def test_an_organisation_without_a_coordinator_still_welcomes(client, invitation, nina, coordinator, administrator):
    people.end_grant(grant=coordinator.grants.get(), by=administrator, at=AT)
    client.force_login(nina, backend=BACKEND)
    assert "has no coordinator at the moment" in client.get(link(invitation)).content.decode()
    accept(client, invitation)
    assert current_membership(nina).standing == Standing.APPROVED


def test_the_cohort_closed_meanwhile_one_joins_the_organisation_alone(client, invitation, nina, cohort, coordinator):
    type(cohort).objects.update(closed_at=AT)
    client.force_login(nina, backend=BACKEND)
    accept(client, invitation)
    assert current_membership(nina).counts
    assert not nina.enrolments.exists()
