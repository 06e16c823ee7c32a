"""What the schedule does for coordination."""

from celery import current_app, shared_task
from django.conf import settings
from django.utils import timezone

from . import actions, files


@shared_task
def erase_expired():
    """Every night: invitations older than 90 days, with the addresses in them."""
    return actions.erase_expired(at=timezone.now())


@shared_task
def prepare(pk):
    """One file of people, on a queue of its own."""
    files.prepare(pk=pk, at=timezone.now())


@shared_task
def sweep():
    """Files that are over go. What waits is prepared here, or asked for again where workers have nothing else to prepare."""
    now = timezone.now()
    files.clear(at=now)
    waiting = files.waiting(now)
    if not settings.REDIS_URL:
        for pk in waiting:
            files.prepare(pk=pk, at=now)
    elif waiting and in_queue() == 0:
        for pk in waiting:
            prepare.delay(str(pk))


def in_queue():
    """Messages that no worker has taken yet."""
    with current_app.connection_for_read() as connection:
        queue = current_app.amqp.queues["exports"].bind(connection.default_channel)
        return queue.queue_declare(passive=False)[1]
