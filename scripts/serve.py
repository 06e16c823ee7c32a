"""`./run` and `./run worker`: the product's processes on this machine."""

import fcntl
import os
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from scripts import machine, venv
from scripts.console import say
from scripts.places import PYTHON, Copy
from scripts.processes import Family, run_or_leave


def serve(copy: Copy) -> int:
    """Everything that a newcomer needs, from an empty machine to a page in the browser."""
    started = time.monotonic()
    prepare_machine()
    with in_use(copy):
        port_is_free(copy.port)
        run_or_leave([PYTHON, "manage.py", "prepare"], copy.environment)
        with Family() as family:
            if os.environ.get("REDIS_URL"):
                say("REDIS_URL is set: work that is due waits for ./run worker.")
            else:
                family.start("due work", [PYTHON, "manage.py", "run_due"], copy.environment)
            family.start("the web server", [PYTHON, "-m", "gunicorn"], copy.environment)
            if family.wait_until(lambda: answers(copy.port)):
                took = time.monotonic() - started
                say(f"\nReady after {took:.1f} s: http://localhost:{copy.port}   (Ctrl-C stops it)\n")
            return together(family)


def work(copy: Copy) -> int:
    """Celery's worker and its clock (beat), as in production; the broker is REDIS_URL."""
    if not os.environ.get("REDIS_URL"):
        say("./run worker needs a broker: set REDIS_URL, for example redis://localhost:6379/0.")
        say("Without one, ./run does the same work in a process of its own.")
        return 2
    prepare_machine()
    copy.data.mkdir(parents=True, exist_ok=True)
    celery = [PYTHON, "-m", "celery", "--app", "training"]
    with Family() as family:
        family.start("the worker", [*celery, "worker", "--loglevel", "INFO"], copy.environment)
        schedule = ["--schedule", copy.data / "beat-schedule", "--pidfile", ""]
        family.start("beat", [*celery, "beat", "--loglevel", "INFO", *schedule], copy.environment)
        return together(family)


def prepare_machine() -> None:
    if machine.provide(machine.SERVING):
        raise SystemExit("Then start again.")
    venv.ready()


def together(family: Family) -> int:
    """Until Ctrl-C (a good end), or until one of them ends by itself (a bad one). The rest is stopped either way."""
    try:
        ended = family.watch()
    except KeyboardInterrupt:
        say("\nStopping …")
        return 0
    say(f"\nStopped, because {ended} ended by itself. What it said is above.")
    return 1


@contextmanager
def in_use(copy: Copy) -> Iterator[None]:
    """Hold this data folder: two servers on one would do all due work twice."""
    copy.data.mkdir(parents=True, exist_ok=True)
    with (copy.data / "in-use").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(
                f"The data in {copy.data} is in use by another ./run. Stop it first,\n"
                "or give this one its own: ./run --port 8001 --data ANOTHER_FOLDER"
            ) from None
        yield


def port_is_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            raise SystemExit(f"Port {port} cannot be used ({problem.strerror}). Try ./run --port {port + 1}") from None


def answers(port: int) -> bool:
    """Whether the web server answers at all; any page will do."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
