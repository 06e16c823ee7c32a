"""Scheduled work: pages that are to go live or to expire, one at a time, so that a refused one holds up nobody; and reviews."""

from celery import shared_task
from django.utils import timezone

from . import publishing, reviews


@shared_task
def publish_due():
    publishing.publish_due(at=timezone.now())


@shared_task
def remind_of_reviews():
    reviews.remind(at=timezone.now(), on=timezone.localdate())
