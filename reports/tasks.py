"""What is done on a schedule."""

from celery import shared_task
from django.utils import timezone

from . import aggregates, releases, subscriptions


@shared_task
def refresh():
    aggregates.refresh(at=timezone.now())


@shared_task
def freeze():
    """Each night: the months that are over are frozen, and a release of the last one is drafted."""
    releases.freeze_due(at=timezone.now())


@shared_task
def publish():
    releases.publish_due(at=timezone.now())


@shared_task
def send_reports():
    """Each morning, what somebody asked to get by e-mail."""
    subscriptions.send_due(at=timezone.now())
