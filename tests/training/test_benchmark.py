"""What gunicorn serves is really measured on it: pages of learners and a bare view, and the server is gone afterwards."""

import os
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.db import connection

from scripts.testservers import listening
from tests.curriculum import build_course, build_module
from training import benchmark


@pytest.fixture
def ports(monkeypatch):
    """Those at which a server was waited for."""
    seen, wait = [], benchmark.wait_for
    monkeypatch.setattr(benchmark, "wait_for", lambda port: (seen.append(port), wait(port)))
    return seen


@pytest.fixture
def database(transactional_db, monkeypatch):
    """The server reads this test's own."""
    name = connection.settings_dict["NAME"]
    address = (
        os.environ.get("TEST_POSTGRES_URL", "").rsplit("/", 1)[0] if connection.vendor == "postgresql" else "sqlite://"
    )
    monkeypatch.setenv("DATABASE_URL", f"{address}/{name}")


def test_a_lesson_and_a_bare_view_are_served_and_measured(database, ports, monkeypatch):
    monkeypatch.setattr(benchmark, "SECONDS", 0.3)
    build_course(build_module(lessons=2))
    found = benchmark.measure(rounds=1)
    assert all(value > 0 for value in found.values())
    assert found["lesson_served_cpu_of_bare"] > 1
    assert [listening(port) for port in ports] == [False]


class Gone(BaseHTTPRequestHandler):
    """A server that knows its CPU and has no page."""

    def do_GET(self):
        self.send_response(200 if self.path == benchmark.CPU else 404)
        self.send_header("Content-Length", "1")
        self.end_headers()
        self.wfile.write(b"0")


def test_a_page_that_is_not_there_is_an_error_and_no_figure():
    with HTTPServer(("127.0.0.1", 0), Gone) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(RuntimeError, match="^/lesson/: 404$"):
            benchmark.cost(server.server_port, "/lesson/")
        server.shutdown()
