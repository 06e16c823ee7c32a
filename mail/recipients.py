"""Who wants no nudges, and whose turn it is: one nudge in seven days, whoever asks for it and however many senders there are."""

from collections import defaultdict

from django.core import signing
from django.db.models import Max, Q

from . import rules
from .models import Message, Purpose, Recipient, State

LINK = signing.Signer(salt="mail.unsubscribe")


def token_of(message) -> str:
    """For the link in a nudge. It names the message, never the address; it opens nothing but the switch."""
    return LINK.sign(str(message.pk))


def message_of(token) -> Message | None:
    """The nudge whose link this is; None for a forged one, and where nothing is kept of the message any more."""
    try:
        return Message.objects.nudges().filter(pk=LINK.unsign(token)).first()
    except signing.BadSignature:
        return None


def unsubscribe(*, person=None, address="", at):
    """No nudge goes any more, those that wait included. Doing it again changes nothing."""
    recipient, _ = Recipient.objects.get_or_create(who=_who(person, address))
    Recipient.objects.filter(pk=recipient.pk, nudges_off_at=None).update(nudges_off_at=at)
    waiting = Message.objects.nudges().filter(state=State.DUE)
    waiting = waiting.filter(person=person) if person else waiting.filter(to=address)
    waiting.update(state=State.CANCELLED, problem="unsubscribed")


def subscribe(*, person, addresses=()):
    """Nudges may go again, to the person and to every address that they said it for."""
    whose = [_who(person), *(_who(address=address) for address in addresses)]
    Recipient.objects.filter(who__in=whose).update(nudges_off_at=None)


def wants_none(*, person=None, addresses=()):
    """Whether this person, or the holder of any of these addresses, switched nudges off."""
    return bool(unsubscribed([person] if person else [], addresses))


def unsubscribed(people=(), addresses=()) -> set[str]:
    """Of these people and addresses, those who switched nudges off, as text."""
    whose = [*map(str, people), *(_who(address=address) for address in addresses)]
    return set(Recipient.objects.filter(who__in=whose, nudges_off_at__isnull=False).values_list("who", flat=True))


def nudged(field, values) -> dict:
    """{address (`to`) or person (`person`): when each of their nudges went or is to go}, whoever asked for them."""
    found = defaultdict(list)
    messages = Message.objects.nudges().filter(state__in=[State.SENT, State.DUE], **{f"{field}__in": values})
    for value, sent_at, due_at in messages.values_list(field, "sent_at", "due_at"):
        found[value].append(sent_at or due_at)
    return found


def nudge_from(message, at):
    """The first moment from `at` on at which this one may go, by what its reader has been sent."""
    earlier = Message.objects.nudges().sent().to_same_reader(message)
    return rules.nudge_from(at, earlier.aggregate(last=Max("sent_at"))["last"])


def take_turn(message, at) -> bool:
    """One conditional update: of two nudges that are sent at once, one goes. The same one may be tried again."""
    recipient, _ = Recipient.objects.get_or_create(who=_who(message.person, message.to))
    free = Q(nudged_at=None) | Q(nudged_at__lte=at - rules.BETWEEN_NUDGES) | Q(nudge=message.pk)
    mine = Recipient.objects.filter(free, pk=recipient.pk, nudges_off_at=None)
    return mine.update(nudge=message.pk, nudged_at=at) == 1


def forget(*, person, addresses):
    """What a person wanted goes with them."""
    Recipient.objects.filter(who__in=[_who(person), *(_who(address=address) for address in addresses)]).delete()


def is_nudge(message):
    return message.purpose == Purpose.NUDGE


def _who(person=None, address=""):
    return str(person) if person else address.lower()
