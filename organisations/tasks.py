"""What the schedule does for organisations."""

from celery import shared_task
from django.utils import timezone

from . import actions


@shared_task
def take_effect():
    """Mergers and splits announced for a day that has come."""
    return actions.take_effect(at=timezone.now())
