"""`manage.py bench`: what the product costs, as a table and with `--json FILE` as data. Each app measures itself (`benchmark.py`)."""

import json
import os
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from progress.clicks import CLIENTS

MEASURED = (
    "progress.benchmark", "training.benchmark", "certificates.benchmark", "people.benchmark", "progress.republishing",
)  # fmt: skip
BY_WORD = {"signin": "people", "publish": "progress.republishing"}

# What we aim at: the largest value for a cost, the smallest for a rate.
AT_MOST = {
    "lesson_of_bare": 12,
    "lesson_served_cpu_of_bare": 12,
    "lesson_queries": 4,
    "certificate_of_naive": 0.333,
    "certificate_signed_of_naive": 0.333,
    "press_memory_growth_kb": 4_096,
    "worker_memory_growth_kb": 4_096,
    "verify_queries": 2,
    "verify_known_unknown_gap_ms": 10,
    "complete_lesson_p99_ms": 500,
    "save_answer_p99_ms": 500,
    "sign_in_gap_ms": 10,
    "publish_click_ms": 1_000,
    "publish_longest_batch_ms": 500,
    "publish_until_all_counted_seconds": 30,
    "publish_over_100_per_cent": 0,
    "start_seconds": 5,
}
AT_LEAST = {"complete_lesson_of_bare": 0.33, "save_answer_of_bare": 0.33, "lesson_rate_of_bare": 0.083}
ON_POSTGRESQL = {"complete_lesson_p99_ms": 100, "save_answer_p99_ms": 100}


class Command(BaseCommand):
    help = "Measures pages, clicks, certificates and start-up on this database, which gets learners of its own."

    def add_arguments(self, parser):
        parser.add_argument("--json", metavar="FILE", help="write the measures there too")
        parser.add_argument("what", nargs="?", choices=BY_WORD, help="one thing alone: signin or publish")
        parser.add_argument(
            "--only", metavar="APP", nargs="+", help="some apps: progress, training, certificates, people"
        )

    def handle(self, **options):
        if not settings.DEVELOPMENT:
            raise CommandError("It makes learners of its own: never in production.")
        make_room()
        found, only = {}, [BY_WORD[options["what"]]] if options["what"] else options["only"]
        for name in MEASURED:
            if not only or {name, name.split(".")[0]} & set(only):
                self.stdout.write(f"Measuring: {name.split('.')[0]} …")
                found |= import_module(name).measure()
        if not options["what"]:
            found["start_seconds"] = round(start_seconds(), 1)
        load = ", ".join(f"{average:.1f}" for average in os.getloadavg())
        self.stdout.write(f"\nOn {connection.vendor}, with a load of {load} on {os.cpu_count()} processors")
        self.stdout.write(table(found))
        if options["json"]:
            note(Path(options["json"]), found)


def make_room():
    """For clients that click at once: none waits for another's connection."""
    pool = connection.settings_dict["OPTIONS"].get("pool")
    if pool:
        pool["max_size"] = max(pool["max_size"], CLIENTS + 4)


def note(path, found):
    """Beside what was measured on another database."""
    known = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps(known | {connection.vendor: found}, indent=2) + "\n")


def start_seconds():
    """From nothing to an application that can answer."""
    started = time.monotonic()
    subprocess.run(
        [sys.executable, "-c", "import training.wsgi"], check=True, cwd=settings.BASE_DIR, capture_output=True
    )
    return time.monotonic() - started


def table(found):
    width = max(map(len, found))
    return "\n".join(f"{name.ljust(width)}  {value:>9}  {aim(name, value)}".rstrip() for name, value in found.items())


def aim(name, value):
    most = AT_MOST | (ON_POSTGRESQL if connection.vendor == "postgresql" else {})
    if name in most:
        return f"aim: at most {most[name]}{'' if value <= most[name] else '   MISSED'}"
    if name in AT_LEAST:
        return f"aim: at least {AT_LEAST[name]}{'' if value >= AT_LEAST[name] else '   MISSED'}"
    return ""
