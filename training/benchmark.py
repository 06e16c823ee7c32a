"""How many lesson pages a second gunicorn serves and what CPU each costs it, against a bare view, for `manage.py bench`: one server,
one process, its usual threads, the same clients on the same kept connections, in turns. What any request costs (HTTP, threads) is on
both sides; what the clients and the database spend is on neither side of the CPU."""

import os
import socket
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection

from django.conf import settings

from progress.benchmark import begun_lesson, largest_course, learner_of, signed_in

BARE, CPU = "/bare/", "/cpu/"  # training/beside.py
CLIENTS, SECONDS = 4, 1.5
SERVER = [sys.executable, "-m", "gunicorn", "training.beside", "--keep-alive", "30", "--workers", "1"]


def measure(rounds: int = 5) -> dict:
    course = largest_course()
    learner = learner_of(course, 0)
    lessons = [lesson for place in course.ordered_places() for lesson in place.module.live_lessons()]
    lesson, cookies = begun_lesson(lessons, learner), signed_in(learner)
    with served() as port:
        taken = [(*cost(port, lesson.url, cookies), *cost(port, BARE)) for _ in range(rounds + 1)][1:]
    rate, cpu, bare_rate, bare_cpu = (statistics.median(column) for column in zip(*taken, strict=True))
    return {
        "lesson_served_per_second": round(rate),
        "bare_view_served_per_second": round(bare_rate),
        "lesson_rate_of_bare": round(rate / bare_rate, 3),
        "lesson_served_cpu_ms": round(cpu, 2),
        "bare_served_cpu_ms": round(bare_cpu, 2),
        "lesson_served_cpu_of_bare": round(cpu / bare_cpu, 1),
    }


@contextmanager
def served():
    """The port of a server, which is ended afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen(SERVER, cwd=settings.BASE_DIR, env=os.environ | {"PORT": str(port)}) as server:
        try:
            wait_for(port)
            yield port
        finally:
            server.terminate()


def cost(port, address, cookies=""):
    """(requests a second, CPU milliseconds of the server for each), with each client's on a connection of its own."""
    before, until = cpu(port), time.monotonic() + SECONDS

    def one(_):
        asked = 0
        with connected(port) as connection:
            while not asked or time.monotonic() < until:
                ask(connection, address, cookies)
                asked += 1
        return asked

    with ThreadPoolExecutor(CLIENTS) as threads:
        asked = sum(threads.map(one, range(CLIENTS)))
    return asked / SECONDS, (cpu(port) - before) * 1000 / asked


def cpu(port):
    """Seconds."""
    with connected(port) as connection:
        return float(ask(connection, CPU))


def connected(port):
    return closing(HTTPConnection("127.0.0.1", port, timeout=30))


def ask(connection, address, cookies=""):
    connection.request("GET", address, headers={"Cookie": cookies})
    response = connection.getresponse()
    words = response.read()
    if response.status != 200:
        raise RuntimeError(f"{address}: {response.status}")
    return words


def wait_for(port):
    for _ in range(600):
        try:
            return cpu(port)
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The server did not start.")
