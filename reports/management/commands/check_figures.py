"""Proves that the figures are what a recount of the records gives: counts again, recounts one by one, and compares."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports import aggregates, recount

TRIES = 3  # somebody may learn between the two counts


class Command(BaseCommand):
    help = "Refresh the figures and compare them with a recount of the records of the same moment."

    def handle(self, **options):
        for _ in range(TRIES):
            at = timezone.now()
            aggregates.refresh(at=at)
            kept, true = recount.stored(), recount.without_principles(recount.recount(at))
            wrong = [month for month in sorted({*kept, *true}) if kept.get(month) != true.get(month)]
            if not wrong:
                people = sum(sum(rows.values()) for rows in true.values())
                self.stdout.write(
                    f"Equal to a recount as at {timezone.localtime(at):%d %B %Y, %H:%M}: {people:,} counted."
                )
                return
        raise CommandError("Not equal to a recount: " + ", ".join(f"{month:%B %Y}" for month in wrong))
