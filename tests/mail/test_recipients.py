"""Reminders: off with one click and no sign-in, on again by whoever asked; never two at once, whoever sends them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import connections
from django.test import Client

from mail import actions, kinds, recipients, rules
from mail.models import Message, Recipient, State
from tests.cast import JOINED_AT

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture(autouse=True)
def reminder(monkeypatch):
    monkeypatch.setattr(kinds, "_KINDS", {})
    kinds.register("welcome", purpose="service", subject="Needed", context=dict)
    kinds.register("idle", purpose="nudge", subject="A reminder", context=dict)


def nudge(key="one", *, to="lena@testham.gov.uk", person=None, at=JOINED_AT, template="idle"):
    return actions.queue(key=key, template=template, to=to, context={}, at=at, person=person)


def link_of(message):
    return urlsplit(message.extra_headers["List-Unsubscribe"].strip("<>")).path


@pytest.fixture
def link(db):
    nudge()
    actions.send_due(at=JOINED_AT)
    return link_of(mail.outbox[0])


def test_a_nudge_carries_the_headers_of_one_click_and_the_link_in_words(link):
    sent = mail.outbox[0]
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in sent.body
    assert "lena" not in link


def test_a_service_message_carries_neither(db):
    nudge(template="welcome")
    actions.send_due(at=JOINED_AT)
    assert not {"List-Unsubscribe", "List-Unsubscribe-Post"} & set(mail.outbox[0].extra_headers)
    assert "/messages/stop/" not in mail.outbox[0].body


def test_opening_the_link_changes_nothing(client, link):
    page = client.get(link)
    assert (page.status_code, "Stop reminders?" in page.text) == (200, True)
    assert not recipients.wants_none(addresses=["lena@testham.gov.uk"])


def test_the_mail_programs_own_post_stops_nudges_without_cookie_or_token(link):
    answer = Client(enforce_csrf_checks=True).post(link, ONE_CLICK)
    assert (answer.status_code, answer.cookies) == (200, {})
    assert recipients.wants_none(addresses=["Lena@Testham.gov.uk"])


def test_the_button_says_that_it_is_done_and_twice_is_once(client, link):
    assert "Reminders are off" in client.post(link).text
    first = Recipient.objects.get().nudges_off_at
    client.post(link)
    assert Recipient.objects.get().nudges_off_at == first


def test_no_nudge_goes_after_it_and_a_service_message_does(client, link):
    nudge("waiting", at=JOINED_AT + timedelta(days=8))
    client.post(link)
    nudge("later", at=JOINED_AT + timedelta(days=8))
    nudge("needed", template="welcome", at=JOINED_AT + timedelta(days=8))
    assert actions.send_due(at=JOINED_AT + timedelta(days=9)) == 1
    states = dict(Message.objects.values_list("key", "state"))
    assert (states["waiting"], states["later"], states["needed"]) == (State.CANCELLED, State.CANCELLED, State.SENT)


@pytest.mark.parametrize("forge", [lambda t: t[:-1], lambda t: "2" + t, lambda t: "x", lambda t: t.split(":")[0]])
def test_a_forged_link_stops_nobody(client, link, forge):
    *start, token, _ = link.split("/")
    answer = client.post("/".join([*start, forge(token), ""]), ONE_CLICK)
    assert (answer.status_code, "does not work any more" in answer.text) == (404, True)
    assert not recipients.wants_none(addresses=["lena@testham.gov.uk"])


def test_the_link_of_an_erased_message_says_so(client, link, learner):
    actions.forget(person=learner.pk, addresses=["lena@testham.gov.uk"])
    assert client.post(link).status_code == 404
    assert not Recipient.objects.exists()


def test_it_holds_for_the_person_at_a_new_address(db, learner):
    recipients.unsubscribe(person=learner.pk, at=JOINED_AT)
    nudge(to="new@elsewhere.gov.uk", person=learner.pk)
    assert actions.send_due(at=JOINED_AT) == 0


def test_what_was_said_for_an_address_holds_for_the_person_who_joins_with_it(db, learner):
    recipients.unsubscribe(address=learner.email, at=JOINED_AT)
    nudge(to=learner.email, person=learner.pk)
    assert actions.send_due(at=JOINED_AT) == 0


def test_seven_days_count_for_a_person_at_every_address(db, learner):
    nudge(to="old@testham.gov.uk", person=learner.pk)
    actions.send_due(at=JOINED_AT)
    nudge("two", to="new@testham.gov.uk", person=learner.pk, at=JOINED_AT)
    assert actions.send_due(at=JOINED_AT + timedelta(days=2)) == 0


def test_a_nudge_that_failed_is_tried_again_and_takes_nobody_elses_turn(db, settings):
    settings.EMAIL_BACKEND = "tests.mail.test_outbox.Broken"
    message = nudge()
    actions.send_due(at=JOINED_AT)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    message.refresh_from_db()
    assert actions.send_due(at=message.due_at) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_nudges_sent_at_once_one_goes(monkeypatch):
    """Both senders have looked, and seen that none was sent: the turn decides."""
    one, two = nudge("one"), nudge("two")
    look = recipients.nudge_from
    monkeypatch.setattr(recipients, "nudge_from", lambda message, at: at)

    def send(message):
        try:
            return actions._send(message, JOINED_AT)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(send, (one, two)))
    assert outcomes.count(State.SENT) == 1
    assert len(mail.outbox) == 1
    monkeypatch.setattr(recipients, "nudge_from", look)
    assert actions.send_due(at=JOINED_AT + rules.BETWEEN_NUDGES - timedelta(minutes=1)) == 0
    assert actions.send_due(at=JOINED_AT + rules.BETWEEN_NUDGES) == 1


def test_one_can_switch_them_off_and_on_on_ones_own_page(client, learner):
    client.force_login(learner, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/your-account/messages/", {"reminders": "off"})
    assert recipients.wants_none(person=learner.pk)
    assert "Reminders are off" in client.get("/your-account/messages/").text
    recipients.unsubscribe(address=learner.email, at=JOINED_AT)
    client.post("/your-account/messages/", {"reminders": "on"})
    assert not recipients.wants_none(person=learner.pk, addresses=[learner.email])


def test_the_page_asks_for_an_answer_and_for_somebody_signed_in(client, learner):
    assert client.get("/your-account/messages/").url.startswith("/sign-in/")
    client.force_login(learner, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/your-account/messages/", {})
    assert (answer.status_code, "Select whether" in answer.text) == (422, True)
    assert not Recipient.objects.exists()
