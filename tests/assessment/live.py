"""A real web server on a test's own PostgreSQL, that can be killed, and whose clock can be moved; and clicks of people who are
signed in there."""

import http.client
import os
import signal
from secrets import token_hex
from types import SimpleNamespace
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client

from scripts.places import PYTHON
from scripts.processes import Family
from scripts.testservers import free_port

TOKEN = token_hex(16)  # of no session: the cookie and the header only have to agree


class Server(Family):
    """One gunicorn with eight threads, as on a laptop. `clock`: a file that tests/assessment/moved.py reads the time from."""

    def __init__(self, services, log, clock=None):
        super().__init__()
        self.port, self.log, self.clock = free_port(), log, clock
        database = services.postgres.rsplit("/", 1)[0] + "/" + connection.settings_dict["NAME"]
        ours = {
            "DJANGO_SETTINGS_MODULE": "training.settings.test",
            "DATABASE_URL": database,
            "PORT": str(self.port),
            "CLOCK": str(clock),
        }
        self.environment = os.environ | ours

    def begin(self):
        application = ["tests.assessment.moved"] if self.clock else []
        self.start("web", [PYTHON, "-m", "gunicorn", *application], self.environment, log=self.log)
        assert self.wait_until(lambda: self.answer("GET", "/health"), seconds=120), self.log.read_text()[-2000:]

    def kill(self):
        """Master, workers and threads at once, as when the power fails."""
        process, _ = self.members.pop("web")
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def show(self, moment):
        """Its clock says this now, and goes on from there."""
        said = self.clock.with_suffix(".new")
        said.write_text(moment.isoformat())
        said.replace(self.clock)

    def answer(self, method, path, session="", **sent):
        """The status, or None where no answer came."""
        answer = self.ask(method, path, session, **sent)
        return answer and answer.status

    def ask(self, method, path, session="", **sent):
        """Status, headers and text, or None."""
        cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
        headers = {"Cookie": cookies, "X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
        server = http.client.HTTPConnection("localhost", self.port, timeout=60)
        try:
            server.request(method, path, urlencode(sent), headers)
            answer = server.getresponse()
            return SimpleNamespace(status=answer.status, headers=answer.headers, text=answer.read().decode())
        except (OSError, http.client.HTTPException):
            return None
        finally:
            server.close()


def session_of(person, session="", seconds=None):
    """The key of a session in which they are signed in: a new one, or this one as the door goes on with it."""
    client = Client()
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    if seconds:
        kept = client.session
        kept.set_expiry(seconds)
        kept.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value
