"""What the schedule does for mail."""

from celery import shared_task
from django.utils import timezone

from . import actions


@shared_task
def send_due():
    """Sends what is due; run every half minute, and at once where a message was queued."""
    return actions.send_due(at=timezone.now())
