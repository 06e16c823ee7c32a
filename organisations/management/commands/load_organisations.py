"""Loads the real list of organisations, or says in which file and line it cannot."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from organisations.importing import FOLDER, ImportRefused, import_organisations


class Command(BaseCommand):
    help = "Load or refresh regions, councils, their successors and email domains from organisations/data."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=FOLDER)

    def handle(self, *, folder, **options):
        try:
            report = import_organisations(folder, at=timezone.now())
        except ImportRefused as refused:
            raise CommandError("Nothing was loaded.\n" + "\n".join(refused.problems)) from None
        for line in report.lines():
            self.stdout.write(f"  {line}")
