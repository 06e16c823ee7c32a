"""Mail that was given up is due again: after its server was set up wrongly, or was away for longer than three days."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from mail.actions import retry_failed


class Command(BaseCommand):
    help = "Try again what was given up in the last days (7): nobody gets anything twice."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=7)

    def handle(self, *, days, **options):
        now = timezone.now()
        self.stdout.write(f"{retry_failed(at=now, since=now - timedelta(days=days))} messages are due again.")
