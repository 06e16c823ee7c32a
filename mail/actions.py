"""Putting a message in the outbox, and sending what is due. A sign-in code is the exception: sent at once, stored nowhere."""

import logging
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Max, Q

from . import kinds, rules
from .models import Message, Purpose, State

logger = logging.getLogger(__name__)

# While one sender is at it, no other takes the message; if it dies, another does after this.
CLAIM = timedelta(minutes=10)
AT_ONCE = 50


class NotSent(Exception):
    """The mail server did not take it in time."""


def queue(*, key, purpose, template, to, context, at, person=None):
    """One row for each `key`, however often it is asked for. `context` holds ids only. `person` is an opaque id."""
    values = {"purpose": purpose, "template": template, "to": to, "context": context, "due_at": at, "person": person}
    message, is_new = Message.objects.get_or_create(key=key, defaults=values)
    if is_new and settings.REDIS_URL:
        transaction.on_commit(lambda: current_app.send_task("mail.tasks.send_due"), robust=True)
    return message


def send_due(*, at, limit=AT_ONCE):
    """Sends what is due and returns how many went. Never inside a transaction: a slow mail server must hold no lock."""
    return sum(_send(message, at) for message in Message.objects.due(at).order_by("due_at", "pk")[:limit])


def _send(message, at):
    if not _claim(message, at):
        return False
    try:
        rendered = kinds.render(message.template, message.context)
        if rendered is None:
            _settle(message, state=State.CANCELLED, problem="nothing left to say")
            return False
        _deliver(message.to, *rendered, headers={"Message-ID": f"<{message.pk}.{message.due_at:%Y%m%d}@{_domain()}>"})
    except Exception as error:
        logger.warning("Message %s was not sent: %s", message.pk, type(error).__name__)
        _settle(message, **_after_failure(message, error, at))
        return False
    _settle(message, state=State.SENT, sent_at=at, problem="")
    return True


def _claim(message, at):
    """Takes the row for this sender by one conditional update, or puts a nudge off to when it may go."""
    mine = Message.objects.due(at).filter(pk=message.pk, attempts=message.attempts)
    if message.purpose == Purpose.NUDGE and (allowed := rules.nudge_from(at, _last_nudged_at(message))) > at:
        mine.update(due_at=allowed)
        return False
    message.attempts += 1
    return mine.update(attempts=message.attempts, due_at=at + CLAIM) == 1


def _last_nudged_at(message):
    sent = Message.objects.filter(purpose=Purpose.NUDGE, state=State.SENT, to=message.to)
    return sent.aggregate(last=Max("sent_at"))["last"]


def _after_failure(message, error, at):
    state = State.FAILED if message.attempts >= rules.ATTEMPTS else State.DUE
    return {"state": state, "due_at": at + rules.wait_after(message.attempts), "problem": type(error).__name__}


def _settle(message, **values):
    Message.objects.filter(pk=message.pk, attempts=message.attempts).update(**values)


def send_code(*, to, code):
    """The sign-in code, bounded by EMAIL_TIMEOUT; the same work for every address. Raises NotSent."""
    try:
        _deliver(
            to, f"Your sign-in code for {settings.WAGTAIL_SITE_NAME}", kinds.compose("sign_in_code", {"code": code})
        )
    except OSError as error:  # every failure of smtplib and of a network is one
        logger.warning("A sign-in code was not sent: %s", type(error).__name__)
        raise NotSent from error


def forget(*, person, addresses):
    """Nothing is kept of what was sent to a person, and nothing more is sent."""
    return Message.objects.filter(Q(person=person) | Q(to__in=addresses)).delete()[0]


def _deliver(to, subject, body, headers=None):
    EmailMessage(subject, body, to=[to], headers={"Auto-Submitted": "auto-generated"} | (headers or {})).send()


def _domain():
    return settings.SITE_URL.split("//")[-1].split(":")[0]
