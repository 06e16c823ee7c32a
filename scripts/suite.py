"""`./run test`: the whole suite in parts, each with its time and result in a table at the end.

`./run test` runs every part; `./run test browser` runs one; `./run test tests/people -k code` is pytest on SQLite.
"""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from scripts import checks, machine, testservers, venv
from scripts.console import say
from scripts.places import CACHE, PYTHON, ROOT, Copy

TWO_AT_ONCE = ["-n", "2", "--dist", "worksteal"]
FILE_BY_FILE = ["--dist", "loadfile"]  # what one file builds or signs in, only one process does
NOTHING_TO_RUN = 5  # pytest's code when no test was selected


@dataclass(frozen=True)
class Part:
    """Some of the tests: which ones (a pytest marker expression), and what they need."""

    purpose: str
    select: str
    options: list[str] = field(default_factory=list)
    packages: dict = field(default_factory=dict)
    servers: bool = False


PARTS = {
    "check": Part("what can be seen without running it", select=""),
    "sqlite": Part(
        "everything that needs no server, on SQLite",
        "not postgres and not services and not browser and not outside",
        TWO_AT_ONCE,
    ),
    "postgres": Part(
        "models, actions, races and figures on PostgreSQL, and real workers on a real Redis",
        "(postgres or services or not (house or alike)) and not browser and not outside",
        TWO_AT_ONCE,
        machine.SERVICES,
        servers=True,
    ),
    "browser": Part(
        "the journeys, in Chromium, on what ./run starts",
        "browser",
        [*TWO_AT_ONCE, *FILE_BY_FILE],
        packages=machine.BROWSING | machine.READING_BACK,
    ),
    "outside": Part(
        "what other people's programs say of our files and pages",
        "outside",
        packages=machine.BROWSING | machine.READING_BACK,
    ),
}


@dataclass
class Result:
    """What became of one part. Counts are pytest's own."""

    words: str
    seconds: float = 0
    counts: Counter = field(default_factory=Counter)
    closing: str = ""

    @property
    def good(self) -> bool:
        return self.words == "passed"


def test(copy: Copy, words: list[str]) -> int:
    if machine.provide(machine.SERVING):
        return 1
    venv.ready(venv.DEVELOPMENT)
    if words and words[0] not in PARTS:
        return pytest("chosen", words, {}).code
    names = words[:1] or list(PARTS)
    results = {name: timed(name, words[1:]) for name in names}
    return tell(results)


def chaos(copy: Copy, words: list[str]) -> int:
    """The tests of what dies, at full size, or at the size that CHAOS says (awards x kills). They tell how far they are."""
    if machine.provide(machine.SERVING | machine.SERVICES):
        return 1
    venv.ready(venv.DEVELOPMENT)
    with testservers.running() as found:
        full = found | {"DATABASE_URL": found["TEST_POSTGRES_URL"], "CHAOS": os.environ.get("CHAOS", "1000x50")}
        return pytest("chaos", ["-v", "--capture=sys", "tests/certificates/test_chaos.py", *words], full).code


def timed(name: str, words: list[str]) -> Result:
    say(f"\n━━━ {name}: {PARTS[name].purpose}")
    started = time.monotonic()
    result = check() if name == "check" else run_part(name, PARTS[name], words)
    result.seconds = time.monotonic() - started
    return result


def check() -> Result:
    return Result("failed" if checks.check() else "passed")


def run_part(name: str, part: Part, words: list[str]) -> Result:
    if lacking := machine.provide(part.packages):
        return Result(f"not run: needs {', '.join(lacking)}")
    servers: AbstractContextManager[dict] = testservers.running() if part.servers else nullcontext({})
    with servers as found:
        if found:
            found["DATABASE_URL"] = found["TEST_POSTGRES_URL"]
        run = pytest(name, ["-m", part.select, *part.options, *words], found)
    closing = run.closing.strip()
    if run.code == NOTHING_TO_RUN:
        return Result("no tests", closing=closing)
    return Result("failed" if run.code else "passed", counts=run.counts(), closing=closing)


@dataclass
class Pytest:
    """One finished run of pytest."""

    code: int
    closing: str
    report: Path

    def counts(self) -> Counter:
        found: Counter = Counter()
        for case in ElementTree.parse(self.report).iter("testcase") if self.report.exists() else ():
            kinds = {child.tag for child in case}
            bad, skipped = kinds & {"failure", "error"}, "skipped" in kinds
            found["failed" if bad else "skipped" if skipped else "passed"] += 1
        return found


def pytest(name: str, words: list[str], settings: dict[str, str]) -> Pytest:
    """Show its output as it comes, and keep its closing line and its report."""
    report = CACHE / "results" / f"{name}.xml"
    report.unlink(missing_ok=True)
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    command = [PYTHON, "-m", "pytest", f"--junit-xml={report}", *colour, *words]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"} | settings
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as process:
        try:
            tail = b""
            while chunk := os.read(process.stdout.fileno(), 65536):
                sys.stdout.buffer.write(chunk)
                sys.stdout.flush()
                tail = (tail + chunk)[-4000:]
        except BaseException:
            process.terminate()
            raise
    lines = tail.decode(errors="replace").rstrip().rsplit("\n", 1)
    return Pytest(process.returncode, lines[-1], report)


def tell(results: dict[str, Result]) -> int:
    """The table, pytest's own closing lines, and their sum."""
    say("\n━━━ parts")
    for name, result in results.items():
        say(f"{name:<10}{result.seconds:>7.0f} s   {result.words}")
    say(f"{'together':<10}{sum(result.seconds for result in results.values()):>7.0f} s\n")
    for result in results.values():
        if result.closing:
            say(result.closing)
    counts = sum((result.counts for result in results.values()), Counter())
    say(f"\n{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return int(not all(result.good for result in results.values()))
