"""Pauses before elections: nudges, and the kinds that say so, wait for their end; several that waited for one address become one digest.

Whose pause it is, is known above: apps register who is asked (RULES: Messages).
"""

from datetime import datetime, timedelta

from django.db import transaction

from . import kinds
from .models import Message, Purpose, State
from .rules import LONDON, OPENS, next_opening

PAUSED, GATHERED = "paused", "in a digest"
DIGESTS = {Purpose.NUDGE: "after_pause_nudges", Purpose.SERVICE: "after_pause"}
_ASKED = []


def register(asked):
    """`asked(message, day)` gives the last day of a pause that holds a message on a day, or None."""
    _ASKED.append(asked)


def until(message, at):
    """When a message that a pause holds is looked at again: the first opening after its last day. None where nothing holds it."""
    if message.purpose != Purpose.NUDGE and not kinds.waits(message.template):
        return None
    day = at.astimezone(LONDON).date()
    last = max((found for asked in _ASKED if (found := asked(message, day))), default=None)
    return last and next_opening(datetime.combine(last + timedelta(days=1), OPENS, LONDON))


@transaction.atomic
def gather(message, at):
    """After a pause: whether this message is now part of a digest, together with the others that waited for its address."""
    waited = Message.objects.due(at).filter(problem=PAUSED, to=message.to, purpose=message.purpose)
    ids = list(waited.order_by("pk").values_list("pk", flat=True))
    if message.pk not in ids or len(ids) == 1:
        return False
    Message.objects.filter(pk__in=ids).update(state=State.CANCELLED, problem=GATHERED)
    digest = {"template": DIGESTS[Purpose(message.purpose)], "context": {"messages": ids}, "due_at": at}
    whose = {"to": message.to, "person": message.person, "purpose": message.purpose}
    Message.objects.get_or_create(key=f"after-pause:{ids[0]}", defaults=digest | whose)
    return True


def ask_again(*, at):
    """A pause was changed or taken back: what waits is looked at anew."""
    Message.objects.filter(state=State.DUE, problem=PAUSED).update(due_at=at)


def after_pause(messages):
    """What the messages of a digest say now; nothing where none has anything left to say."""
    rows = Message.objects.filter(pk__in=messages).order_by("pk")
    said = [kinds.render(row.template, row.context, inside=True) for row in rows]
    parts = [{"subject": subject, "body": body} for subject, body in filter(None, said)]
    return {"parts": parts, "count": len(parts)} if parts else None


for purpose, template in DIGESTS.items():
    kinds.register(
        template, purpose=purpose, waits=True, subject="What waited until after the election", context=after_pause
    )
