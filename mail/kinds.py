"""The kinds of message there are. Each app registers its own in its `messages.py`; the words are templates/mail/<template>.txt."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from .models import Purpose

_KINDS = {}


@dataclass(frozen=True)
class Kind:
    """`subject` may name values of the context in braces. `context(**ids)` gives the values, or None when there is nothing left to say."""

    template: str
    purpose: Purpose
    subject: str
    context: Callable[..., dict | None]
    waits: bool = False  # for the end of a pause before an election, like every nudge


class UnknownKind(LookupError):
    """No app registered this template."""


class WrongPurpose(ValueError):
    """A message says that it is a service message where its kind is a nudge, or the other way round."""


def register(template, *, purpose, subject, context, waits=False):
    _KINDS[template] = Kind(template, Purpose(purpose), subject, context, waits)


def waits(template) -> bool:
    return template in _KINDS and _KINDS[template].waits


def registered() -> tuple[Kind, ...]:
    return tuple(_KINDS.values())


def purpose_of(template, said=None) -> Purpose:
    """What its kind is for. `said` must not contradict that; it stands alone only for a kind that nobody registered."""
    kind = _KINDS.get(template)
    if kind is None and said is None:
        raise UnknownKind(template)
    if kind and said and kind.purpose != said:
        raise WrongPurpose(template)
    return kind.purpose if kind else said


def render(template, ids, *, unsubscribe="", inside=False):
    """(subject, body) as of now, or None when what it was about is gone."""
    if template not in _KINDS:
        raise UnknownKind(template)
    kind = _KINDS[template]
    context = kind.context(**ids)
    if context is None:
        return None
    return " ".join(kind.subject.format(**context).split()), compose(
        template, context | {"unsubscribe": unsubscribe, "inside": inside}
    )


def compose(template, context):
    frame = {
        "service_name": settings.WAGTAIL_SITE_NAME,
        "site_url": settings.SITE_URL,
        "demonstration": settings.DEMONSTRATION,
    }
    return render_to_string(f"mail/{template}.txt", frame | context).strip() + "\n"
