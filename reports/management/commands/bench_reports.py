"""`manage.py bench_reports --learners N`: what figures cost with so many invented learners, on a PostgreSQL of their own."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from reports.benchmark import measure

AT_MOST = {
    "overview_sql_ms": 10,
    "organisations_sql_ms": 150,
    "one_organisation_sql_ms": 5,
    "ad_hoc_filter_sql_ms": 500,
}


class Command(BaseCommand):
    help = "Invents a nation of learners on this PostgreSQL, and measures pages, files and a refresh."

    def add_arguments(self, parser):
        parser.add_argument("--learners", type=int, default=10_000)

    def handle(self, *, learners, **options):
        if not settings.DEVELOPMENT or connection.vendor != "postgresql":
            raise CommandError("It invents learners: only on a PostgreSQL that is thrown away.")
        for name, value in measure(learners).items():
            aim = f"aim: at most {AT_MOST[name]}" if name in AT_MOST else ""
            missed = "MISSED" if aim and value > AT_MOST[name] else ""
            self.stdout.write(f"{name.ljust(36)} {value:>12,}  {aim}  {missed}".rstrip())
