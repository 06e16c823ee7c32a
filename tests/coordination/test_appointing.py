"""An administrator appoints coordinators and ends their duty; each of it is told, recorded, and refused where a rule stands against it."""

import pytest
from django.urls import reverse

from audit.models import Event
from mail.kinds import render
from mail.models import Message
from people.models import Grant
from people.permissions import is_coordinator_of
from tests.cast import make_person

NEW, ALL = reverse("coordination:appoint"), reverse("coordination:rights")


@pytest.fixture
def inside(browse, administrator):
    return browse(administrator)


def appoint(browser, person, council, **changes):
    return browser.post(NEW, {"email": person.email, "organisation": council.pk, "asked": "on"} | changes)


def duties():
    return {m.to: render(m.template, m.context)[1] for m in Message.objects.filter(template="coordinator_duty")}


def test_an_administrator_appoints_and_the_person_is_told(inside, learner, council, administrator):
    assert appoint(inside, learner, council, email=learner.email.upper()).headers["Location"] == ALL
    assert is_coordinator_of(learner, council)
    assert Event.objects.get(name="people.grant").actor == administrator.pk
    assert "/coordination/testham/" in duties()[learner.email]
    assert "Lena Learner" in inside.get(ALL).content.decode()


def test_appointing_twice_is_appointing_once(inside, learner, council):
    for _ in range(2):
        appoint(inside, learner, council)
    assert Grant.objects.current().count() == len(duties()) == 1


def test_the_duty_ends_at_once_and_the_person_is_told(inside, coordinator, council):
    grant = coordinator.grants.get()
    Message.objects.all().delete()
    assert inside.post(reverse("coordination:end-duty", args=[grant.pk])).status_code == 302
    assert not coordinator.grants.current().exists()
    assert "You no longer coordinate learning at Testham Borough Council" in duties()[coordinator.email]
    assert inside.post(reverse("coordination:end-duty", args=[grant.pk])).status_code == 404


def test_of_a_duty_that_ended_before_the_mail_went_it_is_not_said_that_it_began(inside, learner, council):
    appoint(inside, learner, council)
    began = Message.objects.get(template="coordinator_duty")
    inside.post(reverse("coordination:end-duty", args=[learner.grants.get().pk]))
    assert render(began.template, began.context) is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"email": "nobody@testham.gov.uk"}, "Nobody has signed in here with this address yet"),
        ({"email": "not an address"}, "correct format"),
        ({"email": "ada@programme.gov.uk"}, "Ask another administrator"),
        ({"asked": ""}, "Confirm that a senior officer has asked for it"),
        ({"organisation": "9" * 30}, "Choose an organisation from the list"),
        ({"organisation": ""}, "Choose an organisation"),
    ],
)
def test_what_stands_against_it_is_said(inside, learner, council, changes, words):
    answer = appoint(inside, learner, council, **changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Grant.objects.exists()


def test_a_councillor_is_refused_in_words(inside, colleague, council):
    answer = appoint(inside, colleague, council)
    assert answer.status_code == 422
    assert "a councillor, who is never a coordinator" in answer.content.decode()


def test_nobody_else_appoints_or_looks(browse, coordinator, analyst, learner, council):
    for person in (coordinator, analyst, learner):
        client = browse(person)
        assert appoint(client, make_person("new@testham.gov.uk", "New"), council).status_code == 403
        assert client.get(ALL).status_code == client.get(NEW).status_code == 403


def test_the_cms_leads_administrators_there_and_nobody_else(browse, administrator, editor):
    assert ALL in browse(administrator).get("/cms/").content.decode()
    assert ALL not in browse(editor).get("/cms/").content.decode()
