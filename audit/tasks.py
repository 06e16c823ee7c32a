"""What the schedule does for the audit log."""

from celery import shared_task
from django.utils import timezone

from . import actions


@shared_task
def erase_old():
    return actions.erase_old(at=timezone.now())
