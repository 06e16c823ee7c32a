"""What is done on a schedule."""

from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from . import aggregates, releases, subscriptions

PATIENCE = 45  # seconds after which no further month is begun: what is left fits into the limits of a task
COUNTING = "figures-are-being-counted"


@shared_task
def refresh():
    """One count at a time; what a long one leaves is taken up by `refresh_when_asked`."""
    if cache.add(COUNTING, True, timeout=settings.CELERY_TASK_TIME_LIMIT):
        try:
            aggregates.refresh(at=timezone.now(), patience=PATIENCE)
        finally:
            cache.delete(COUNTING)


@shared_task
def refresh_when_asked():
    if aggregates.is_asked_for():
        refresh()


@shared_task
def freeze():
    """Each night: the months that are over are frozen, and a release of the last one is drafted."""
    releases.freeze_due(at=timezone.now())


@shared_task
def publish():
    releases.publish_due(at=timezone.now())


@shared_task
def send_reports():
    """Each morning, what somebody asked to get by email."""
    subscriptions.send_due(at=timezone.now())
