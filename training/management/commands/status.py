"""How the product stands, for whoever runs it: a line for each part, and which of them want looking at. Names nobody."""

import shutil
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from certificates import keys
from certificates.models import Batch, Certificate
from certificates.tasks import waiting
from coordination.models import PeopleFile
from home import health
from mail.models import Message
from reports.models import Refresh

LEAST_FREE = 2_000_000_000  # bytes
MANY = 1_000  # tasks in one queue
KEY_ENDS = timedelta(days=60)
LATELY = timedelta(days=7)
FIGURES_LAG = timedelta(hours=1)


class Command(BaseCommand):
    help = "Say how the product stands; ends with 1 where something wants looking at."

    def handle(self, **options):
        now = timezone.now()
        found = [*_health(now), *_tables(), *_queues(), *_rows(now), *_disk(), *_key(now)]
        for well, name, says in found:
            self.stdout.write(f"{'ok  ' if well else 'LOOK'}  {name:<26} {says}")
        if wrong := [name for well, name, _ in found if not well]:
            raise CommandError(f"Wants looking at: {', '.join(wrong)}. docs/operating.md says what to do.")


def _health(now):
    report = health.report(now)
    for part in ("database", "broker", "beat", "mail"):
        if report[part] is not None:
            yield report[part], part, "answers" if report[part] else "does not"
    off, wait = report["clock_off_seconds"], report["oldest_due_seconds"] or 0
    yield abs(off or 0) <= health.FARTHEST_OFF, "clock", f"{off or 0} s ahead of the database's"
    yield wait <= health.LONGEST_WAIT, "oldest due row", f"waits for {wait} s"


def _tables():
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield not missing, "tables", f"{len(missing)} changes not yet made"


def _queues():
    if not settings.REDIS_URL or not health.answers_broker():
        return
    answers = current_app.control.ping(timeout=2)
    yield bool(answers), "workers", ", ".join(sorted(name for answer in answers for name in answer)) or "none answers"
    for name in settings.CELERY_TASK_QUEUES:
        yield (number := waiting(name)) < MANY, f"queue {name}", f"{number} waiting"


def _rows(now):
    due, stuck = Message.objects.due(now).count(), Message.objects.stuck().count()
    yield not stuck, "mail", f"{due} due, {stuck} tried in vain for an hour"
    given_up = Message.objects.failed().filter(due_at__gte=now - LATELY).count()
    yield not given_up, "mail given up this week", f"{given_up} (`manage.py retry_mail` tries them again)"
    documents = Certificate.objects.current().without_document()
    failing = documents.exclude(render_problem="").count()
    yield not failing, "certificates", f"{documents.count()} without a document, {failing} could not be made"
    yield _figures(now)
    yield True, "batches", f"{Batch.objects.filter(items__state='due').distinct().count()} at work"
    yield True, "files of people", f"{PeopleFile.objects.waiting().count()} waiting"


def _figures(now):
    counted = Refresh.objects.values_list("as_at", flat=True).first()
    if counted is None:
        return True, "figures", "not counted yet"
    return now - counted < FIGURES_LAG, "figures", f"as at {timezone.localtime(counted):%d %B %H:%M}"


def _disk():
    """Of the folder of data; object storage is its own keeper's."""
    folder = next(path for path in (settings.DATA_DIR, *settings.DATA_DIR.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    yield free >= LEAST_FREE, "disk", f"{free / 1e9:.1f} GB free"


def _key(now):
    ends = keys.certificate().not_valid_after_utc
    yield ends - now > KEY_ENDS, "signing certificate", f"ends on {ends:%d %B %Y}"
