"""What the schedule does for certificates: render one, and sweep up what was left behind."""

from celery import current_app, shared_task
from django.conf import settings
from django.utils import timezone

from .models import Certificate
from .rendering import NotRendered
from .rendering import render as render_document

HERE = 20  # documents that one sweep renders in this process, where there is no broker
QUEUED = 500  # tasks that one sweep puts into an empty queue


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


def waiting() -> int:
    """Messages in the queue that no worker has taken yet."""
    with current_app.connection_for_read() as connection:
        queue = current_app.amqp.queues["certificates"].bind(connection.default_channel)
        return queue.queue_declare(passive=False)[1]
