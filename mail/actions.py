"""Putting a message in the outbox, and sending what is due. A sign-in code is the exception: sent at once, stored nowhere."""

import logging
from datetime import timedelta
from http import HTTPStatus
from smtplib import SMTPDataError, SMTPRecipientsRefused

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from . import kinds, pauses, recipients, rules
from .models import Message, State

logger = logging.getLogger(__name__)

# While one sender is at it, no other takes the message; if it dies, another does after this.
CLAIM = timedelta(minutes=10)
AT_ONCE = 50
REFUSALS = 3
PERMANENT = 500  # SMTP: below it the server says itself that one may try again
CODES = {"sign_in_code": "Your sign-in code for {}", "merge_code": "A code to make two accounts for {} one"}
NOBODY = ".invalid"  # RFC 2606: no mail server will ever take it; it stands where an address was erased or is another's by now
SERVICE_FIRST = "-purpose"  # “service” comes after “nudge” in the alphabet


class NotSent(Exception):
    """The mail server did not take it in time."""


def queue(*, key, template, to, context, at, person=None, purpose=None):
    """One row for each `key`, however often it is asked for. `context` holds ids only. `person` is an opaque id."""
    values = {"template": template, "to": to, "context": context, "due_at": at, "person": person}
    values["purpose"] = kinds.purpose_of(template, said=purpose)
    message, is_new = Message.objects.get_or_create(key=key, defaults=values)
    if is_new and settings.REDIS_URL:
        transaction.on_commit(lambda: current_app.send_task("mail.tasks.send_due"), robust=True)
    return message


def send_due(*, at, limit=AT_ONCE):
    """Sends what is due, service messages first, and returns how many went. Never inside a transaction: a slow mail server must
    hold no lock. A server that does not take several is left alone until the next run."""
    sent = refused = 0
    for message in Message.objects.due(at).order_by(SERVICE_FIRST, "due_at", "pk")[:limit]:
        outcome = _send(message, at)
        sent += outcome == State.SENT
        refused += outcome == State.FAILED
        if refused >= REFUSALS:
            break
    return sent


def retry_failed(*, at, since):
    """What was given up since then is due again, as if it were new. Returns how many."""
    return Message.objects.failed().filter(due_at__gte=since).update(state=State.DUE, due_at=at, attempts=0, problem="")


def _send(message, at):
    """State.SENT, State.FAILED where the server did not take it (it is tried again), else None."""
    if not _claim(message, at):
        return None
    try:
        outcome = _attempt(message, at)
    except Exception as error:
        logger.warning("Message %s was not sent: %s", message.pk, type(error).__name__)
        _settle(message, **_after_failure(message, error, at))
        return State.FAILED if isinstance(error, OSError) else None
    _settle(message, **outcome)
    return outcome.get("state")


def _claim(message, at):
    """Takes the row for this sender by one conditional update, or puts a nudge off to when it may go."""
    mine = Message.objects.due(at).filter(pk=message.pk, attempts=message.attempts)
    if resumes := pauses.until(message, at):
        mine.update(due_at=resumes, problem=pauses.PAUSED)
        return False
    if message.problem == pauses.PAUSED and pauses.gather(message, at):
        return False
    if recipients.is_nudge(message) and (allowed := recipients.nudge_from(message, at)) > at:
        mine.update(due_at=allowed)
        return False
    message.attempts += 1
    return mine.update(attempts=message.attempts, due_at=at + CLAIM) == 1


def _attempt(message, at):
    """What becomes of a message that was claimed. Raises whatever the mail server does."""
    stop = settings.SITE_URL + reverse("mail:unsubscribe", args=[recipients.token_of(message)])
    is_nudge = recipients.is_nudge(message)
    rendered = kinds.render(message.template, message.context, unsubscribe=stop if is_nudge else "")
    if rendered is None:
        return {"state": State.CANCELLED, "problem": "nothing left to say"}
    if message.to.endswith(NOBODY):
        return {"state": State.CANCELLED, "problem": "nobody has this address"}
    if is_nudge and recipients.wants_none(person=message.person, addresses=[message.to]):
        return {"state": State.CANCELLED, "problem": "unsubscribed"}
    if is_nudge and not recipients.take_turn(message, at):
        return {"due_at": at + rules.BETWEEN_NUDGES, "attempts": message.attempts - 1}
    one_click = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    headers = {"Message-ID": f"<{message.pk}.{message.due_at:%Y%m%d}@{_domain()}>"} | (one_click if is_nudge else {})
    _deliver(message.to, *rendered, headers=headers)
    return {"state": State.SENT, "sent_at": at, "problem": ""}


def _after_failure(message, error, at):
    given_up = rules.is_given_up(message.attempts, refused=_is_refused(error))
    state = State.FAILED if given_up else State.DUE
    return {"state": state, "due_at": at + rules.wait_after(message.attempts), "problem": type(error).__name__}


def _is_refused(error):
    """Whether it is about this message: its address, its contents, or our own words. All else is about the server, or how it is set up."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _ in error.recipients.values())
    if isinstance(error, SMTPDataError):
        return error.smtp_code >= PERMANENT
    return not isinstance(error, OSError) or getattr(error, "status", None) == HTTPStatus.BAD_REQUEST


def _settle(message, **values):
    Message.objects.filter(pk=message.pk, attempts=message.attempts).update(**values)


def send_code(*, to, code, template="sign_in_code"):
    """A code, bounded by EMAIL_TIMEOUT; the same work for every address. What it is for is in the subject and the words. Raises NotSent."""
    try:
        _deliver(to, CODES[template].format(settings.WAGTAIL_SITE_NAME), kinds.compose(template, {"code": code}))
    except OSError as error:  # every failure of smtplib and of a network is one
        logger.warning("A sign-in code was not sent: %s", type(error).__name__)
        raise NotSent from error


def forget(*, person, addresses):
    """Nothing is kept of what was sent to a person, and nothing more is sent."""
    recipients.forget(person=person, addresses=addresses)
    return Message.objects.filter(Q(person=person) | Q(to__in=addresses)).delete()[0]


def _deliver(to, subject, body, headers=None):
    EmailMessage(subject, body, to=[to], headers={"Auto-Submitted": "auto-generated"} | (headers or {})).send()


def _domain():
    return settings.SITE_URL.split("//")[-1].split(":")[0]
