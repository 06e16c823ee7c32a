"""Going live and going away on schedule: each page in its own transaction; one that is refused is recorded and passed over."""

import logging

from django.db import transaction
from wagtail.models import Page, Revision

logger = logging.getLogger(__name__)


def publish_due(*, at):
    """Publish what was approved to go live by `at`, and take down what has expired. Returns (published, expired, refused) counts."""
    due = Revision.page_revisions.filter(approved_go_live_at__lte=at)
    published = [_tried(revision, _publish, at) for revision in due]
    expired = [_tried(page, _expire, at) for page in Page.objects.live().filter(expire_at__lte=at)]
    return published.count(True), expired.count(True), (published + expired).count(False)


def _tried(thing, change, at):
    try:
        with transaction.atomic():
            change(thing, at)
    except Exception:
        logger.exception("Scheduled publishing was refused: %s %s", type(thing).__name__, thing.pk)
        return False
    return True


def _publish(revision, at):
    revision.publish(log_action="wagtail.publish.scheduled")


def _expire(page, at):
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
