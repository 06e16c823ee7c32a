"""`manage.py bench_reports --learners N`: what figures cost with so many invented learners, on a PostgreSQL of their own."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from reports.benchmark import measure

AT_MOST = {
    "overview_sql_ms": 10,
    "organisations-modules_sql_ms": 150,
    "organisations_sql_ms": 150,
    "one_organisation_sql_ms": 5,
    "ad_hoc_filter_sql_ms": 500,
    "refresh_seconds": 300,
}
AT_LEAST = {"csv_rows_a_second": 50_000, "xlsx_rows_a_second": 6_667}


class Command(BaseCommand):
    help = "Invents a nation of learners on this PostgreSQL, and measures pages, files and a refresh."

    def add_arguments(self, parser):
        parser.add_argument("--learners", type=int, default=10_000)
        parser.add_argument("--every-month", action="store_true", help="protect all months, as the first refresh does")

    def handle(self, *, learners, every_month, **options):
        if not settings.DEVELOPMENT or connection.vendor != "postgresql":
            raise CommandError("It invents learners: only on a PostgreSQL that is thrown away.")
        for name, value in measure(learners, every_month).items():
            self.stdout.write(f"{name.ljust(36)} {value:>12,}  {aim(name, value)}".rstrip())


def aim(name, value):
    if name in AT_MOST:
        return f"aim: at most {AT_MOST[name]:,}  {'MISSED' * (value > AT_MOST[name])}"
    return f"aim: at least {AT_LEAST[name]:,}  {'MISSED' * (value < AT_LEAST[name])}" if name in AT_LEAST else ""
