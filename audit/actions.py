"""The one way to write an audit event."""

from .models import Event


def record(*, name, at, actor=None, subject="", **detail):
    """`actor` is a person's opaque id or None for the system; `detail` holds codes and ids, never names or addresses."""
    return Event.objects.create(name=name, at=at, actor=actor, subject=str(subject), detail=detail)
