"""`manage.py check_progress`: recounts every record from the evidence and tells what differs. Ends with 1 where something does."""

from django.core.management.base import BaseCommand, CommandError

from progress.models import Enrolment, ModuleRecord
from progress.recount import differences


class Command(BaseCommand):
    help = "Recounts every learner's progress from the evidence and reports each difference. Changes nothing."

    def handle(self, **options):
        found = list(differences())
        for line in found:
            self.stdout.write(line)
        counted = f"{ModuleRecord.objects.count()} module records and {Enrolment.objects.count()} enrolments recounted"
        if found:
            raise CommandError(f"{counted}: {len(found)} differences.")
        self.stdout.write(f"{counted}: no difference.")
