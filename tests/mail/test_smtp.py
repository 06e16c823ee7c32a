"""The way over SMTP, to a small server of our own: what arrives, and that a stalled server is left after a bounded wait."""

import socketserver
import time
from email import message_from_bytes, policy
from threading import Event, Thread

import pytest

from mail import kinds
from mail.actions import queue, send_due
from mail.models import Message, State
from tests.cast import JOINED_AT


class Sink(socketserver.StreamRequestHandler):
    """As much of SMTP as one message needs; `server.stalled` makes it fall silent after DATA."""

    def handle(self):
        self.say("220 sink")
        while line := self.rfile.readline():
            if line.upper().startswith(b"DATA"):
                self.take()
            else:
                self.say("221 bye" if line.upper().startswith(b"QUIT") else "250 ok")

    def take(self):
        if self.server.stalled.is_set():
            self.server.over.wait(5)
            return
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        self.server.taken.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self.say("250 taken")

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def sink(settings, monkeypatch):
    socketserver.ThreadingTCPServer.daemon_threads = True
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Sink)
    server.taken, server.stalled, server.over = [], Event(), Event()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    settings.EMAIL_TIMEOUT = 0.5
    monkeypatch.setattr(kinds, "_KINDS", {})
    kinds.register("idle", purpose="nudge", subject="Straße – £5", context=dict)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()


def put(key):
    return queue(key=key, template="idle", to=f"{key}@testham.gov.uk", context={}, at=JOINED_AT)


def test_what_arrives_has_its_headers_and_its_letters(db, sink):
    put("lena")
    assert send_due(at=JOINED_AT) == 1
    (message,) = sink.taken
    assert message["Subject"] == "Straße – £5"
    assert message["To"] == "lena@testham.gov.uk"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert "Stop reminders like this one" in message.get_content()


def test_a_stalled_server_is_left_after_a_bounded_wait_and_nothing_is_lost(db, sink):
    for number in range(6):
        put(f"p{number}")
    sink.stalled.set()
    began = time.monotonic()
    assert send_due(at=JOINED_AT) == 0
    assert time.monotonic() - began < 6
    sink.stalled.clear()
    again = max(Message.objects.values_list("due_at", flat=True))
    assert send_due(at=again) == 6
    assert Message.objects.filter(state=State.SENT).count() == 6
    assert {message["To"] for message in sink.taken} == {f"p{n}@testham.gov.uk" for n in range(6)}
