"""What the schedule does for certificates: render one, and sweep up what was left behind."""

from datetime import timedelta

from celery import current_app, shared_task
from django.conf import settings
from django.utils import timezone

from . import batches, renewal, shelf
from .models import Batch, Certificate
from .rendering import NotRendered
from .rendering import render as render_document

HERE = 20  # documents that one sweep renders in this process, where there is no broker
QUEUED = 500  # tasks that one sweep puts into an empty queue
OF_A_BATCH = 10  # items that one task does: a worker that serves every queue then looks at the others
OF_A_BATCH_HERE = 60
WITHDRAWN_LATELY = timedelta(days=7)


@shared_task
def render(certificate_id):
    """Any number of times: the second run finds the stored document and stops. A failure is on the row."""
    certificate = Certificate.objects.select_related("learner").filter(pk=certificate_id).first()
    if certificate is None:
        return
    try:
        render_document(certificate, at=timezone.now())
    except NotRendered:
        return  # the sweep comes back to it after its pause


@shared_task
def sweep():
    """Every certificate without its document gets one, whatever was lost between the commit and a worker.

    With a broker it asks for them again only when nothing waits in the queue: a sweep that does not look floods it.
    """
    due = Certificate.objects.due(timezone.now()).order_by("render_attempts", "issued_at").values_list("pk", flat=True)
    if not settings.REDIS_URL:
        for pk in due[:HERE]:
            render(pk)
    elif waiting() == 0:
        for pk in due[:QUEUED]:
            render.delay(pk)


@shared_task
def work_through(batch_id):
    """A few items, and then a task for the next few: whoever waits in another queue comes between."""
    batch = Batch.objects.get(pk=batch_id)
    if batches.work_through(batch=batch, at=timezone.now(), most=OF_A_BATCH) == OF_A_BATCH:
        work_through.delay(batch_id)


@shared_task
def sweep_batches():
    """Takes up what was broken off. With a broker only where nothing waits in the queue of batches."""
    unfinished = batches.unfinished(timezone.now())
    if not settings.REDIS_URL:
        for batch in unfinished:
            batches.work_through(batch=batch, at=timezone.now(), most=OF_A_BATCH_HERE)
    elif waiting("bulk") == 0:
        for pk in unfinished.values_list("pk", flat=True):
            work_through.delay(pk)


@shared_task
def daily():
    """Tells each holder once that a certificate can be renewed, lets old batches go, and the files that were withdrawn while the
    storage was away."""
    now = timezone.now()
    renewal.announce(at=now)
    batches.forget_old(at=now)
    for certificate in Certificate.objects.withdrawn_since(now - WITHDRAWN_LATELY):
        shelf.clear(certificate)


def waiting(queue="certificates") -> int:
    """Messages in a queue that no worker has taken yet."""
    with current_app.connection_for_read() as connection:
        queue = current_app.amqp.queues[queue].bind(connection.default_channel)
        return queue.queue_declare(passive=False)[1]
