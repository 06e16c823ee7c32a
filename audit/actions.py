"""The one way to write an audit event."""

from django.db import transaction

from .models import KEPT_FOR, Event


def record(*, name, at, actor=None, subject="", **detail):
    """`actor` is a person's opaque id or None for the system; `detail` holds codes and ids, never names or addresses."""
    return Event.objects.create(name=name, at=at, actor=actor, subject=str(subject), detail=detail)


@transaction.atomic
def erase_old(*, at):
    """What is past its time goes, and that it went is recorded. Returns how many."""
    erased = Event.objects.all().erase_older_than(at - KEPT_FOR)
    if erased:
        record(name="audit.erase_old", at=at, events=erased)
    return erased
