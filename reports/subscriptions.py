"""Reports by email: a link to what somebody asked for, never the figures or the people themselves. The right is asked when it goes."""

from datetime import timedelta
from urllib.parse import parse_qsl, urlencode

from django.core import signing
from django.db import transaction
from django.utils import timezone

from audit.actions import record
from coordination.permissions import can_see_people
from mail.actions import queue
from organisations import pauses
from people.permissions import is_analyst

from .models import Every, Subscription

SALT = "reports.subscription"
AT_ONCE = 200
DAY_OF_MONTH = 5
MOMENTS = ("from", "to", "year", "compare")  # a report is of the latest months, whenever it comes
MOST = 20


class TooMany(Exception):
    """Somebody has as many as they may have."""


@transaction.atomic
def subscribe(*, person, every, at, table="", query="", organisation=None):
    """One for each table, choice and organisation; asked for again, it comes as often as was said last."""
    chosen = {"table": table, "query": without_months(query), "organisation": organisation}
    found = Subscription.objects.current().filter(person=person)
    present = found.filter(**chosen).first()
    if present is None and found.count() >= MOST:
        raise TooMany
    values = {"every": every, "next_on": next_day(every, timezone.localdate(at))}
    if present:
        found.filter(pk=present.pk).update(**values)
        return present
    made = Subscription.objects.create(person=person, made_at=at, **chosen, **values)
    record(name="reports.subscribe", at=at, actor=person.pk, subject=made.pk)
    return made


@transaction.atomic
def stop(*, subscription, at):
    if Subscription.objects.current().filter(pk=subscription.pk).update(ended_at=at):
        record(name="reports.unsubscribe", at=at, actor=subscription.person_id, subject=subscription.pk)


def send_due(*, at):
    """One message for each that is due, however many days were missed. Whoever lost the right gets none, and never again.
    Reports of an organisation's people wait for the end of a pause before an election, and then come once."""
    today = timezone.localdate(at)
    due = Subscription.objects.due(today).select_related("person", "organisation").order_by("next_on", "pk")
    return sum(_send(each, today, at) for each in due[:AT_ONCE] if not _waits(each, today))


def _waits(subscription, today):
    organisation = subscription.organisation_id
    return organisation is not None and pauses.last_day([organisation], today) is not None


@transaction.atomic
def _send(subscription, today, at):
    moved = Subscription.objects.due(today).filter(pk=subscription.pk, next_on=subscription.next_on)
    if not moved.update(next_on=next_day(subscription.every, today)):
        return False
    if not may_get(subscription):
        stop(subscription=subscription, at=at)
        return False
    queue(
        key=f"report:{subscription.pk}:{subscription.next_on}",
        template="report_of_people" if subscription.organisation else "report",
        to=subscription.person.email,
        context={"subscription": str(subscription.pk)},
        at=at,
        person=subscription.person_id,
    )
    return True


def may_get(subscription):
    person, organisation = subscription.person, subscription.organisation
    return person.is_active and (can_see_people(person, organisation) if organisation else is_analyst(person))


def next_day(every, today):
    """The first after today: a Monday, or the fifth of a month."""
    if every == Every.WEEK:
        return today + timedelta(days=7 - today.weekday())
    first = today.replace(day=1)
    later = (first + timedelta(days=32)).replace(day=1)
    return (first if today.day < DAY_OF_MONTH else later).replace(day=DAY_OF_MONTH)


def without_months(query):
    return urlencode([(name, value) for name, value in parse_qsl(query) if name not in MOMENTS])


def token_of(subscription):
    """For the link that stops it without signing in."""
    return signing.dumps(str(subscription.pk), salt=SALT)


def behind(token):
    """The Subscription behind such a link, ended or not; None where somebody made it up."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Subscription.objects.filter(pk=pk).select_related("organisation").first()
