"""What the schedule does for people, once a day."""

from celery import shared_task
from django.utils import timezone

from . import returning, succession, terms, waiting
from .sessions import SessionStore


@shared_task
def daily():
    """Terms that are over, second addresses before they are, duties for an organisation that everybody has left after a split, who
    waits for an answer, old questions whether somebody is still the same person, and sessions that are over, in which the address
    of whoever asked for a code stands."""
    now = timezone.now()
    terms.end_due(at=now)
    terms.invite_before_they_end(at=now)
    succession.end_emptied(at=now)
    waiting.tell(at=now)
    returning.erase_answered(at=now)
    SessionStore.clear_expired()
