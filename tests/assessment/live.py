"""A real web server on a test's own PostgreSQL, that can be killed, and clicks of people who are signed in there."""

import http.client
import os
import signal
from secrets import token_hex
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client

from scripts.places import PYTHON
from scripts.processes import Family
from scripts.testservers import free_port

TOKEN = token_hex(16)  # of no session: the cookie and the header only have to agree


class Server(Family):
    """One gunicorn with eight threads, as on a laptop."""

    def __init__(self, services, log):
        super().__init__()
        self.port, self.log = free_port(), log
        database = services.postgres.rsplit("/", 1)[0] + "/" + connection.settings_dict["NAME"]
        ours = {"DJANGO_SETTINGS_MODULE": "training.settings.test", "DATABASE_URL": database, "PORT": str(self.port)}
        self.environment = os.environ | ours

    def begin(self):
        self.start("web", [PYTHON, "-m", "gunicorn"], self.environment, log=self.log)
        assert self.wait_until(lambda: self.answer("GET", "/health"), seconds=120), self.log.read_text()[-2000:]

    def kill(self):
        """Master, workers and threads at once, as when the power fails."""
        process, _ = self.members.pop("web")
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def answer(self, method, path, session="", **sent):
        """The status, or None where no answer came."""
        cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
        headers = {"Cookie": cookies, "X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
        server = http.client.HTTPConnection("localhost", self.port, timeout=60)
        try:
            server.request(method, path, urlencode(sent), headers)
            return server.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            server.close()


def session_of(person):
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value
