"""Who waits for approval is answered by an administrator or the organisation's coordinator, with a reason."""

import pytest
from django.core import mail
from django.utils import timezone

from audit.models import Event
from mail.actions import send_due
from people import actions
from people.models import Standing
from people.permissions import current_membership
from people.privacy import erase_all
from tests.cast import JOINED_AT, make_person

YES, NO = {"answer": "approve"}, {"answer": "refuse", "reason": "Not a member of ours"}


@pytest.fixture
def waiting(council):
    person = make_person("walt@home.example", "Walt Waiting")
    return actions.become_member(
        user=person, organisation=council, audience="councillor", standing=Standing.PENDING, at=JOINED_AT
    )


@pytest.fixture
def unlisted(db):
    person = make_person("una@fire.example", "Una Unlisted")
    return actions.become_member(
        user=person,
        stated_organisation="Testham Fire",
        audience="board_member",
        standing=Standing.PENDING,
        at=JOINED_AT,
    )


def answer(client, person, membership, data):
    client.force_login(person)
    return client.post(f"/approvals/{membership.pk}/", data)


def test_an_administrator_approves_and_it_counts(client, administrator, waiting, counted):
    assert answer(client, administrator, waiting, YES).headers["Location"] == "/approvals/"
    waiting.refresh_from_db()
    assert (waiting.standing, waiting.decided_by) == (Standing.APPROVED, administrator.pk)
    assert counted == [waiting]
    assert Event.objects.filter(name="people.decide_membership", actor=administrator.pk).exists()


def test_a_refusal_needs_a_reason_and_counts_nothing(client, coordinator, waiting, counted):
    assert answer(client, coordinator, waiting, {"answer": "refuse"}).status_code == 422
    assert answer(client, coordinator, waiting, NO).status_code == 302
    waiting.refresh_from_db()
    assert (waiting.standing, waiting.reason, counted) == (Standing.REFUSED, "Not a member of ours", [])


@pytest.mark.parametrize(("data", "words"), [(YES, "It is confirmed that you serve"), (NO, "Not a member of ours")])
def test_the_person_is_told_by_mail(client, administrator, waiting, data, words):
    answer(client, administrator, waiting, data)
    send_due(at=timezone.now())
    (message,) = mail.outbox
    assert message.to == ["walt@home.example"]
    assert words in message.body


def test_the_person_reads_the_answer(client, administrator, waiting):
    answer(client, administrator, waiting, NO)
    client.force_login(waiting.user)
    assert "Not a member of ours" in client.get("/your-account/").content.decode()


def test_after_a_refusal_where_they_also_serve_comes_first(administrator, waiting, other_council):
    place = {"organisation": other_council, "audience": "other", "standing": Standing.APPROVED}
    also = actions.serve_also(user=waiting.user, **place, at=JOINED_AT)
    actions.decide_membership(membership=waiting, approved=False, reason="No", by=administrator, at=JOINED_AT)
    assert current_membership(waiting.user) == also


def test_nobody_decides_about_somebody_who_is_gone(client, administrator, waiting):
    erase_all(waiting.user, at=JOINED_AT)
    client.force_login(administrator)
    assert client.get(f"/approvals/{waiting.pk}/").status_code == 404


def test_an_unlisted_organisation_is_named_when_approved(client, administrator, unlisted, council):
    assert answer(client, administrator, unlisted, YES).status_code == 422
    assert answer(client, administrator, unlisted, {**YES, "organisation": council.pk}).status_code == 302
    unlisted.refresh_from_db()
    assert unlisted.organisation == council


def test_the_first_answer_stands(administrator, waiting, counted):
    for approved in (True, False):
        actions.decide_membership(membership=waiting, approved=approved, by=administrator, at=JOINED_AT)
    waiting.refresh_from_db()
    assert (waiting.standing, len(counted)) == (Standing.APPROVED, 1)


@pytest.mark.parametrize("who", ["learner", "colleague", "stranger"])
def test_others_have_no_queue(client, request, waiting, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/approvals/").status_code == 403
    assert client.post(f"/approvals/{waiting.pk}/", YES).status_code == 403


@pytest.mark.parametrize("who", ["editor", "publisher", "analyst"])
def test_staff_who_do_not_approve_are_refused(client, request, waiting, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/approvals/").status_code == 403
    assert client.post(f"/approvals/{waiting.pk}/", YES).status_code == 403


def test_a_coordinator_sees_their_own_organisations_people_alone(client, coordinator, waiting, unlisted, other_council):
    elsewhere = make_person("else@home.example", "Elsie Else")
    foreign = actions.become_member(
        user=elsewhere, organisation=other_council, audience="other", standing=Standing.PENDING, at=JOINED_AT
    )
    client.force_login(coordinator)
    page = client.get("/approvals/").content.decode()
    assert "Walt" in page
    assert "Elsie" not in page
    assert "Una" not in page
    assert client.get(f"/approvals/{foreign.pk}/").status_code == 404
    assert client.post(f"/approvals/{unlisted.pk}/", YES).status_code == 404


def test_a_long_queue_has_pages(client, administrator, waiting, council):
    for number in range(50):
        person = actions.join(email=f"w{number}@home.example", at=JOINED_AT)
        place = {"organisation": council, "audience": "other", "standing": Standing.PENDING}
        actions.become_member(user=person, **place, at=JOINED_AT)
    client.force_login(administrator)
    page = client.get("/approvals/", {"page": 2}).content.decode()
    assert page.count("/approvals/") == client.get("/approvals/").content.decode().count("/approvals/") - 49


def test_nobody_approves_themselves(client, administrator, council):
    own = actions.become_member(
        user=administrator, organisation=council, audience="other", standing=Standing.PENDING, at=JOINED_AT
    )
    assert answer(client, administrator, own, YES).status_code == 404


def test_looking_decides_nothing(client, administrator, waiting):
    client.force_login(administrator)
    assert client.get(f"/approvals/{waiting.pk}/").status_code == 200
    waiting.refresh_from_db()
    assert waiting.standing == Standing.PENDING


@pytest.mark.parametrize(
    "data",
    [{}, {"answer": "perhaps"}, {"answer": "refuse", "reason": "x" * 301}, {"answer": "refuse", "reason": "a\0"}],
)
def test_a_hand_edited_answer_is_asked_for_again(client, administrator, waiting, data):
    assert answer(client, administrator, waiting, data).status_code == 422
