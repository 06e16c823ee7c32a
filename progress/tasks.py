"""Scheduled work: whoever is still to be counted after a publish."""

from celery import shared_task
from django.utils import timezone

from . import recomputing


@shared_task
def catch_up():
    recomputing.catch_up(at=timezone.now())
