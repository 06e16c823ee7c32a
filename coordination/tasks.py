"""What the schedule does for coordination."""

from celery import shared_task
from django.utils import timezone

from . import actions


@shared_task
def erase_expired():
    """Every night: invitations older than 90 days, with the addresses in them."""
    return actions.erase_expired(at=timezone.now())
