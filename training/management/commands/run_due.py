"""Runs the beat schedule in one process where no broker is configured: the embedded stand-in for Celery beat and worker."""

import logging
import time

from celery import current_app
from celery.schedules import maybe_schedule
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Run due work and schedules until stopped (used by ./run when REDIS_URL is not set)."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Run every schedule once and stop.")

    def handle(self, *, once, **options):
        current_app.loader.import_default_modules()
        last = dict.fromkeys(settings.CELERY_BEAT_SCHEDULE)
        while True:
            for name, entry in settings.CELERY_BEAT_SCHEDULE.items():
                if self._is_due(entry["schedule"], last[name]):
                    last[name] = timezone.now()
                    self._run(name, entry["task"])
            if once:
                return
            time.sleep(1)

    def _is_due(self, schedule, last_run):
        return last_run is None or maybe_schedule(schedule).is_due(last_run).is_due

    def _run(self, name, task):
        """One failing schedule never holds up the next; its exception goes to the log, without people's data."""
        try:
            current_app.tasks[task].apply(throw=True)
        except Exception:
            logger.exception("Schedule failed: %s", name)
        finally:
            close_old_connections()
