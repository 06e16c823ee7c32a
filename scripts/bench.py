"""`./run bench`: the product's own measuring command, on data of its own so that nobody's is touched: on SQLite, and where
PostgreSQL and Redis are installed also on a PostgreSQL that is started for it."""

import argparse
import shutil
import tempfile
from pathlib import Path

from scripts import serve, testservers
from scripts.console import say
from scripts.places import PYTHON, Copy
from scripts.processes import run, run_or_leave

SOMEBODYS = ("DATABASE_URL", "REDIS_URL")
LEARNING = ["--only", "progress", "training"]  # what differs from one database to another
FIGURES = "reports"


def bench(copy: Copy, words: list[str]) -> int:
    """What else follows the verb (`--json FILE`) goes to `manage.py bench`; both runs write into one file.
    After `reports` it goes to `manage.py bench_reports`, which invents a nation of learners, on PostgreSQL alone."""
    serve.prepare_machine()
    if words[:1] == [FIGURES]:
        return figures(copy, words[1:])
    code = measured(copy, ["bench", *words], {})
    if code or asks_for_one_thing(words):
        return code
    if not servers_are_installed():
        say("Measured on SQLite alone: PostgreSQL and Redis are not installed here.")
        return code
    with testservers.running() as servers:
        return measured(copy, ["bench", *LEARNING, *words], {"DATABASE_URL": servers["TEST_POSTGRES_URL"]})


def asks_for_one_thing(words: list[str]) -> bool:
    """Whether the words say more than where to write what is found."""
    line = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    line.add_argument("--json")
    return bool(line.parse_known_args(words)[1])


def figures(copy: Copy, words: list[str]) -> int:
    """On a PostgreSQL of its own, which is thrown away with its nation."""
    if not servers_are_installed():
        say("Figures are measured on PostgreSQL: install PostgreSQL and Redis for it (docs/operating.md).")
        return 1
    with testservers.running() as servers:
        return measured(copy, ["bench_reports", *words], {"DATABASE_URL": servers["TEST_POSTGRES_URL"]})


def measured(copy: Copy, command: list[str], database: dict[str, str]) -> int:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        apart = Copy(copy.port, Path(folder)).environment
        environment = {name: value for name, value in apart.items() if name not in SOMEBODYS} | database
        run_or_leave([PYTHON, "manage.py", "prepare", "--people-only"], environment)
        return run([PYTHON, "manage.py", *command], environment)


def servers_are_installed() -> bool:
    return any(Path("/usr/lib/postgresql").glob("*/bin/postgres")) and bool(shutil.which("redis-server"))
