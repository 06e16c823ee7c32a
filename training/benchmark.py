"""How many lesson pages a second gunicorn serves, against a bare view, for `manage.py bench`: one server, one process, its usual
threads, the same clients on the same kept connections, in turns. What a request costs besides (HTTP, threads) is on both sides."""

import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

from django.conf import settings

from progress.benchmark import begun_lesson, largest_course, learner_of, signed_in

BARE = "/bare/"  # training/beside.py
CLIENTS, SECONDS = 4, 1.5
SERVER = [sys.executable, "-m", "gunicorn", "training.beside", "--keep-alive", "30"]


def measure(rounds: int = 5) -> dict:
    course = largest_course()
    learner = learner_of(course, 0)
    lesson = begun_lesson(
        [lesson for place in course.ordered_places() for lesson in place.module.live_lessons()], learner
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen(SERVER, cwd=settings.BASE_DIR, env=os.environ | {"PORT": str(port)}) as server:
        try:
            wait_for(port)
            rates = [(rate(port, lesson.url, signed_in(learner)), rate(port, BARE)) for _ in range(rounds + 1)][1:]
        finally:
            server.terminate()
    ours, theirs = (statistics.median(column) for column in zip(*rates, strict=True))
    return {
        "lesson_served_per_second": round(ours),
        "bare_view_served_per_second": round(theirs),
        "lesson_rate_of_bare": round(ours / theirs, 3),
    }


def rate(port, address, cookies=""):
    """Requests a second, with each client's on a connection of its own."""
    until = time.monotonic() + SECONDS

    def one(_):
        connection, asked = HTTPConnection("127.0.0.1", port, timeout=30), 0
        while time.monotonic() < until:
            connection.request("GET", address, headers={"Cookie": cookies})
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                raise RuntimeError(f"{address}: {response.status}")
            asked += 1
        connection.close()
        return asked

    with ThreadPoolExecutor(CLIENTS) as threads:
        return sum(threads.map(one, range(CLIENTS))) / SECONDS


def wait_for(port):
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{BARE}", timeout=5):  # nosec B310
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The server did not start.")
