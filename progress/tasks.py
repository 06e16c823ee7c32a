"""Scheduled work: whoever is still to be counted after a publish, and whom we write to."""

from celery import shared_task
from django.utils import timezone

from . import dropoff, recomputing, reminders


@shared_task
def catch_up():
    recomputing.catch_up(at=timezone.now())


@shared_task
def count_lessons():
    dropoff.count_lessons(at=timezone.now())


@shared_task
def welcome():
    return reminders.welcome(at=timezone.now())


@shared_task
def remind():
    return reminders.remind(at=timezone.now())
