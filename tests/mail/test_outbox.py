"""A message is a row, goes once, and is tried again when it could not go."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from smtplib import SMTPAuthenticationError, SMTPDataError, SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connections, transaction

from mail import actions, kinds, rules, tasks
from mail.models import Message, Purpose, State
from tests.cast import JOINED_AT

HOUR = timedelta(hours=1)


AWAY = [
    ConnectionRefusedError(),
    SMTPRecipientsRefused({"lena@testham.gov.uk": (451, b"Try again later")}),
    SMTPDataError(452, b"Disk full"),
    SMTPAuthenticationError(535, b"Password changed"),
]


class Broken(EmailBackend):
    problem = ConnectionRefusedError()

    def send_messages(self, messages):
        raise self.problem


@pytest.fixture(autouse=True)
def greeting(monkeypatch, tmp_path, settings):
    """A kind of message for these tests, with its own words."""
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "greeting.txt").write_text(
        '{% extends "mail/base.txt" %}{% block body %}Hello {{ name }}{% endblock %}'
    )
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]
    monkeypatch.setattr(kinds, "_KINDS", {})
    (tmp_path / "mail" / "reminder.txt").write_text((tmp_path / "mail" / "greeting.txt").read_text())
    for template, purpose in (("greeting", "service"), ("reminder", "nudge")):
        kinds.register(
            template,
            purpose=purpose,
            subject="Good day, {name}",
            context=lambda name: {"name": name} if name else None,
        )


def queue(key="one", name="O'Neill & <Sons>", template="greeting", at=JOINED_AT, to="lena@testham.gov.uk", person=None):
    return actions.queue(key=key, template=template, to=to, context={"name": name}, at=at, person=person)


def state(key="one"):
    return Message.objects.get(key=key).state


@pytest.mark.parametrize("to", ["erased-1@erased.invalid", "released-1@released.invalid"])
def test_to_an_address_that_stands_for_nobody_nothing_goes(db, to):
    queue(to=to)
    assert actions.send_due(at=JOINED_AT) == 0
    assert (state(), mail.outbox) == (State.CANCELLED, [])


def test_a_message_asked_for_twice_is_one(db):
    assert queue() == queue()
    assert actions.send_due(at=JOINED_AT) == 1
    assert actions.send_due(at=JOINED_AT) == 0
    assert len(mail.outbox) == 1


def test_it_is_rendered_when_sent_and_in_plain_text(db):
    queue()
    actions.send_due(at=JOINED_AT)
    assert mail.outbox[0].subject == "Good day, O'Neill & <Sons>"
    assert "Hello O'Neill & <Sons>" in mail.outbox[0].body


def test_a_subject_cannot_add_a_header(db):
    queue(name="Lena\r\nBcc: everybody@example.org")
    actions.send_due(at=JOINED_AT)
    assert mail.outbox[0].subject == "Good day, Lena Bcc: everybody@example.org"


def test_what_is_not_due_waits(db):
    queue(at=JOINED_AT + HOUR)
    assert actions.send_due(at=JOINED_AT) == 0


def test_when_there_is_nothing_left_to_say_it_is_cancelled(db):
    queue(name="")
    actions.send_due(at=JOINED_AT)
    assert (state(), mail.outbox) == (State.CANCELLED, [])


def tries(message):
    """(how often it was tried, how long) until it was given up."""
    now = JOINED_AT
    while message.state == State.DUE:
        assert actions.send_due(at=now) == 0
        message.refresh_from_db()
        assert message.due_at > now
        given_up_at, now = now, message.due_at
    return message.attempts, given_up_at - JOINED_AT


@pytest.mark.parametrize("answer", [{"lena@testham.gov.uk": (550, b"No such user")}, {}])
def test_a_message_that_is_refused_is_tried_five_times(db, settings, monkeypatch, answer):
    settings.EMAIL_BACKEND = "tests.mail.test_outbox.Broken"
    monkeypatch.setattr(Broken, "problem", SMTPRecipientsRefused(answer) if answer else SMTPDataError(554, b"Spam"))
    assert tries(queue())[0] == rules.ATTEMPTS
    assert not Message.objects.stuck().exists()


@pytest.mark.parametrize("problem", AWAY, ids=repr)
def test_a_server_that_is_away_is_tried_for_three_days(db, settings, monkeypatch, problem):
    settings.EMAIL_BACKEND = "tests.mail.test_outbox.Broken"
    monkeypatch.setattr(Broken, "problem", problem)
    _, span = tries(queue())
    assert timedelta(days=3) <= span < timedelta(days=4)
    assert Message.objects.failed().get().problem == type(problem).__name__


def test_after_a_day_without_a_server_everything_goes_once_and_within_half_an_hour(db, settings, monkeypatch):
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.mail.test_outbox.Broken"
    for number in range(7):
        queue(str(number))
    for minute in range(0, 24 * 60, 5):
        assert actions.send_due(at=JOINED_AT + timedelta(minutes=minute)) == 0
    assert Message.objects.stuck().count() == 7
    settings.EMAIL_BACKEND = working
    assert sum(actions.send_due(at=JOINED_AT + 24 * HOUR + timedelta(minutes=m)) for m in range(0, 60, 5)) == 7
    assert len(mail.outbox) == 7
    assert max(Message.objects.values_list("sent_at", flat=True)) <= JOINED_AT + 24.5 * HOUR


def test_one_that_cannot_go_holds_up_no_other(db):
    Message.objects.create(key="bad", purpose=Purpose.SERVICE, template="unknown", to="a@b.uk", due_at=JOINED_AT)
    queue("good")
    assert actions.send_due(at=JOINED_AT) == 1
    assert (state("bad"), state("good")) == (State.DUE, State.SENT)


def test_a_sender_that_died_leaves_its_message_to_another(db):
    message = queue()
    assert actions._claim(message, JOINED_AT)
    assert actions.send_due(at=JOINED_AT) == 0
    assert actions.send_due(at=JOINED_AT + actions.CLAIM) == 1


@pytest.mark.django_db(transaction=True)
def test_two_senders_send_each_message_once():
    for number in range(10):
        queue(str(number))

    def send(_):
        try:
            return actions.send_due(at=JOINED_AT)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(send, range(2))) == 10
    assert len(mail.outbox) == 10


def test_a_nudge_waits_for_the_morning(db):
    evening = JOINED_AT + 12 * HOUR
    queue(template="reminder", at=evening)
    assert actions.send_due(at=evening) == 0
    assert actions.send_due(at=rules.next_opening(evening)) == 1


def test_a_second_nudge_waits_seven_days(db):
    queue("first", template="reminder")
    actions.send_due(at=JOINED_AT)
    queue("second", template="reminder", at=JOINED_AT + HOUR)
    assert actions.send_due(at=JOINED_AT + timedelta(days=6)) == 0
    assert actions.send_due(at=JOINED_AT + timedelta(days=7, hours=1)) == 1


def test_a_service_message_never_waits(db):
    queue(at=JOINED_AT + 14 * HOUR)
    assert actions.send_due(at=JOINED_AT + 14 * HOUR) == 1


def test_a_dead_broker_loses_nothing(db, settings, monkeypatch, django_capture_on_commit_callbacks):
    """The row is the promise; the broker only speeds it up."""
    settings.REDIS_URL = "redis://localhost:1/0"
    monkeypatch.setattr(actions.current_app, "send_task", lambda name: 1 / 0)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        queue()
    assert state() == State.DUE


def test_a_message_is_what_its_kind_says_and_nothing_else(db):
    assert queue().purpose == Purpose.SERVICE
    assert queue("two", template="reminder").purpose == Purpose.NUDGE
    with pytest.raises(kinds.WrongPurpose):
        actions.queue(key="x", template="reminder", to="a@b.uk", context={}, at=JOINED_AT, purpose=Purpose.SERVICE)
    with pytest.raises(kinds.UnknownKind):
        queue(template="never registered")


def test_service_messages_go_before_nudges(db):
    queue("nudge", template="reminder", to="first@testham.gov.uk")
    queue("service", at=JOINED_AT + HOUR)
    actions.send_due(at=JOINED_AT + HOUR, limit=1)
    assert (state("nudge"), state("service")) == (State.DUE, State.SENT)


def test_a_server_that_takes_nothing_is_left_alone_after_three(db, settings):
    settings.EMAIL_BACKEND = "tests.mail.test_outbox.Broken"
    for number in range(5):
        queue(str(number))
    assert actions.send_due(at=JOINED_AT) == 0
    assert Message.objects.filter(attempts=1).count() == actions.REFUSALS


def test_the_schedule_sends_what_is_due(db):
    queue()
    assert tasks.send_due() == 1
