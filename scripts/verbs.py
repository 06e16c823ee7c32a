"""What `./run` can be asked to do: one line a verb, and the few options that all of them share."""

import argparse
from collections.abc import Callable

from scripts import archive, bench, checks, serve, suite, venv
from scripts.console import say
from scripts.places import PYTHON, Copy
from scripts.processes import run, stop_on_signals

Verb = Callable[[Copy, list[str]], int]


def manage(copy: Copy, words: list[str]) -> int:
    serve.prepare_machine()
    return run([PYTHON, "manage.py", *words], copy.environment)


def content_report(copy: Copy, words: list[str]) -> int:
    serve.prepare_machine()
    return run([PYTHON, "-m", "courses.readability", *(words or ["content"])], copy.environment)


def tell(copy: Copy, words: list[str]) -> int:
    say("./run [--port N] [--data DIR] [VERB …]\n")
    for name, (_, words_shown, purpose) in VERBS.items():
        say(f"  ./run {f'{name} {words_shown}'.strip():<26} {purpose}")
    say("\n--port (or PORT, 8000) and --data (or DATA_DIR, .data) let several copies run side by side.")
    say("README.md has more; settings from the environment are listed in .env.example.")
    return 0


# verb: what does it, the words that it takes, what it is for
VERBS: dict[str, tuple[Verb, str, str]] = {
    "": (lambda copy, _: serve.serve(copy), "", "set everything up and serve on http://localhost:8000"),
    "test": (suite.test, "[PART] [PYTEST …]", f"the whole suite, or one part of it: {', '.join(suite.PARTS)}"),
    "check": (
        lambda *_: checks.check(),
        "",
        "what can be seen without running it: style, layers, settings …",
    ),
    "fix": (lambda *_: checks.fix(), "", "put right what a formatter can"),
    "worker": (lambda copy, _: serve.work(copy), "", "Celery worker and beat, as in production (needs REDIS_URL)"),
    "bench": (
        bench.bench,
        "[THING | --only APP]",
        "queries and CPU of the pages and documents that matter; THING: signin, publish, reports",
    ),
    "chaos": (suite.chaos, "[PYTEST …]", "1,000 awards while Redis and workers die: a quarter of an hour"),
    "backup": (archive.backup, "FILE", "database and media into one archive"),
    "restore": (archive.restore, "FILE [--yes]", "and back again"),
    "manage": (manage, "COMMAND …", "any command of Django's, Wagtail's or ours"),
    "content-report": (
        content_report,
        "[FOLDER]",
        "how each lesson reads: words, minutes, grade, passives, answer keys",
    ),
    "lock": (lambda _, words: venv.lock(words), "[--upgrade]", "write requirements*.txt anew from requirements*.in"),
    "help": (tell, "", "this page"),
}
PASSES_ON = {"test", "manage", "chaos"}  # all words after these are for pytest or Django


def main(words: list[str]) -> int:
    options, verb, rest = understood(words)
    stop_on_signals()
    try:
        return VERBS[verb][0](Copy.chosen(options.port, options.data), rest)
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130


def understood(words: list[str]) -> tuple[argparse.Namespace, str, list[str]]:
    """Options may stand before the verb, and after it where its words are not for someone else."""
    shared = argparse.ArgumentParser(prog="./run", add_help=False, allow_abbrev=False)
    shared.add_argument("--port")
    shared.add_argument("--data")
    line = argparse.ArgumentParser(parents=[shared], prog="./run", add_help=False, allow_abbrev=False)
    line.add_argument("verb", nargs="?", default="")
    line.add_argument("rest", nargs=argparse.REMAINDER)
    options, unknown = line.parse_known_args(words)
    verb, rest = options.verb, options.rest
    if {"-h", "--help"} & set(unknown):
        verb = "help"
    elif unknown or verb not in VERBS:
        raise SystemExit(f"./run does not know {' '.join(unknown) or verb}. ./run help lists what it knows.")
    if verb not in PASSES_ON:
        options, rest = shared.parse_known_args(rest, options)
    return options, verb, rest
