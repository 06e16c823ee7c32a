"""Scheduled work: papers that nobody finished."""

from celery import shared_task
from django.utils import timezone

from . import actions


@shared_task
def close_stale():
    actions.close_stale(at=timezone.now())
