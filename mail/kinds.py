"""The kinds of message there are. Each app registers its own in its `messages.py`; the words are templates/mail/<template>.txt."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

_KINDS = {}


@dataclass(frozen=True)
class Kind:
    """`subject` may name values of the context in braces. `context(**ids)` gives the values, or None when there is nothing left to say."""

    template: str
    subject: str
    context: Callable[..., dict | None]


class UnknownKind(LookupError):
    """No app registered this template."""


def register(template, *, subject, context):
    _KINDS[template] = Kind(template, subject, context)


def render(template, ids):
    """(subject, body) as of now, or None when what it was about is gone."""
    if template not in _KINDS:
        raise UnknownKind(template)
    kind = _KINDS[template]
    context = kind.context(**ids)
    if context is None:
        return None
    return " ".join(kind.subject.format(**context).split()), compose(template, context)


def compose(template, context):
    frame = {
        "service_name": settings.WAGTAIL_SITE_NAME,
        "site_url": settings.SITE_URL,
        "demonstration": settings.DEMONSTRATION,
    }
    return render_to_string(f"mail/{template}.txt", frame | context).strip() + "\n"
