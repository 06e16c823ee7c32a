"""What is done on a schedule."""

from celery import shared_task
from django.utils import timezone

from . import aggregates


@shared_task
def refresh():
    aggregates.refresh(at=timezone.now())
