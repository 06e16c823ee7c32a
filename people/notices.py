"""Which version of the privacy notice is published, and which a person was last told of: the audit log keeps that, and the history
of the page keeps the words of earlier ones. Consent is asked for nothing: the service acts on public task (privacy.py of each app)."""

import hashlib

from wagtail.models import Page

from audit.actions import record
from audit.models import Event

SLUG, EVENT = "privacy", "people.notice"


def current_version():
    """Changes with the words and with nothing else; empty where there is no such page."""
    page = Page.objects.live().filter(slug=SLUG).first()
    return hashlib.sha256(page.specific.body.encode()).hexdigest()[:12] if page else ""


def told_version(user):
    last = Event.objects.by(user.pk).filter(name=EVENT).first()
    return last.detail["version"] if last else ""


def note(*, user, at):
    """What is published now is what they have been told of. Returns whether it has changed since the last time."""
    told, version = told_version(user), current_version()
    if version and version != told:
        record(name=EVENT, at=at, actor=user.pk, subject=user.pk, version=version)
    return bool(told and version and version != told)
