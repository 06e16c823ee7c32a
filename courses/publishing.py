"""Going live and going away. What is published together is judged together; what was scheduled goes one page at a time,
and one that is refused is recorded, told to its owner, and passed over."""

import logging
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from audit.actions import record
from audit.models import Event
from mail import actions as mail
from mail.models import Purpose
from organisations import pauses

from . import editions, judging

logger = logging.getLogger(__name__)


@contextmanager
def together(*, at):
    """All that is published within is one change: judged at its end, with one edition for each module. All or nothing."""
    with editions.together(at=at) as changed:
        yield
        judging.refuse_unsound_modules(changed, on=timezone.localdate(at))


def publish_due(*, at):
    """Publish what was approved to go live by `at`, and take down what has expired. Returns (published, expired, refused) counts.

    Lessons go before their modules, which cannot be published without one. In a national pause before an election nothing goes
    live by itself; what waited goes together after it.
    """
    due = Revision.page_revisions.filter(approved_go_live_at__lte=at)
    if pauses.is_national(timezone.localdate(at)):
        due = due.none()
    by_depth = sorted(due, key=lambda revision: -revision.content["depth"])
    gone = Page.objects.live().filter(expire_at__lte=at)
    published = [
        _tried(_publish, revision, revision.content_object, revision.approved_go_live_at, at) for revision in by_depth
    ]
    expired = [_tried(_expire, page, page, page.expire_at, at) for page in gone]
    return published.count(True), expired.count(True), (published + expired).count(False)


def _tried(change, thing, page, due_at, at):
    try:
        with transaction.atomic():
            change(thing)
    except judging.Refused as refused:
        _tell(change.__name__.strip("_"), page, refused.findings, due_at, at)
        return False
    except ValidationError as problem:
        _tell(change.__name__.strip("_"), page, judging.invalid(problem), due_at, at)
        return False
    except Exception:
        logger.exception("Scheduled publishing failed: %s %s", type(thing).__name__, thing.pk)
        return False
    return True


def _publish(revision):
    revision.publish(log_action="wagtail.publish.scheduled")


def _expire(page):
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


@transaction.atomic
def _tell(change, page, findings, due_at, at):
    """Once for each page and time at which it was due, however often it is tried again."""
    name, due = f"courses.refuse_{change}", due_at.isoformat()
    if Event.objects.filter(name=name, subject=str(page.pk), detail__due=due).exists():
        return
    record(name=name, at=at, subject=page.pk, due=due, codes=sorted({finding.code for finding in findings}))
    if page.owner and page.owner.is_active:
        mail.queue(
            key=f"{name}:{page.pk}:{due}",
            purpose=Purpose.SERVICE,
            template="schedule_refused",
            to=page.owner.email,
            context={"page": page.pk, "change": change},
            at=at,
            person=page.owner.pk,
        )
