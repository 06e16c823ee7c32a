"""Scheduled work: papers that nobody finished, and how the questions do."""

from celery import shared_task
from django.utils import timezone

from . import actions, counting


@shared_task
def close_stale():
    actions.close_stale(at=timezone.now())


@shared_task
def count_questions():
    """One module at a time, so that what is done stays done."""
    for module in counting.modules_to_count():
        counting.count_questions(module=module, at=timezone.now())
