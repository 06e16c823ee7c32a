"""GOV.UK Notify, against a server of our own: what it is sent, what follows a refusal or silence, and that no log repeats a message."""

import json
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from mail import kinds
from mail.actions import NotSent, queue, send_code, send_due
from mail.models import Message, State
from tests.cast import JOINED_AT
from tests.training.test_settings import start_with

KEY = "test-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"
ADDRESS = "lena.marker@testham.gov.uk"


class Notify(BaseHTTPRequestHandler):
    """Answers as Notify does, with `server.status`; status 0 is silence."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers["Authorization"], body))
        if not self.server.status:
            self.server.silence.wait(5)
            return
        said = {"id": "1"} if self.server.status == 201 else {"errors": [{"message": f"not to {ADDRESS}"}]}
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *args):
        """Says nothing to the test's own output."""


@pytest.fixture
def notify(settings, monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Notify)
    server.asked, server.status, server.silence = [], 201, Event()
    settings.EMAIL_BACKEND, settings.NOTIFY_API_KEY = "mail.backends.NotifyBackend", KEY
    settings.NOTIFY_TEMPLATE_ID, settings.NOTIFY_URL = "our-template", f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(kinds, "_KINDS", {})
    for template, purpose in (("welcome", "service"), ("idle", "nudge")):
        kinds.register(template, purpose=purpose, subject="For {name}", context=lambda: {"name": "Lena Marker"})
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.silence.set()
    server.shutdown()
    server.server_close()


def put(template="welcome", at=JOINED_AT):
    return queue(key=template, template=template, to=ADDRESS, context={}, at=at)


def test_it_is_given_the_address_the_template_and_the_words(db, notify):
    message = put()
    assert send_due(at=JOINED_AT) == 1
    path, authorisation, asked = notify.asked[0]
    assert (path, authorisation[:7]) == ("/v2/notifications/email", "Bearer ")
    assert (asked["email_address"], asked["template_id"]) == (ADDRESS, "our-template")
    assert asked["personalisation"]["subject"] == "For Lena Marker"
    assert "Dear Lena Marker" in asked["personalisation"]["body"]
    assert asked["reference"].startswith(f"{message.pk}.")
    assert "one_click_unsubscribe_url" not in asked


def test_a_nudge_brings_its_link(db, notify):
    put("idle")
    send_due(at=JOINED_AT)
    assert "/messages/stop/" in notify.asked[0][2]["one_click_unsubscribe_url"]


@pytest.mark.parametrize("status", [400, 403, 429, 500, 503])
def test_a_refusal_is_tried_again_and_no_log_repeats_the_message(db, notify, caplog, status):
    message = put()
    notify.status = status
    caplog.set_level("DEBUG")
    assert send_due(at=JOINED_AT) == 0
    message.refresh_from_db()
    assert (message.state, message.problem, message.due_at > JOINED_AT) == (State.DUE, "NotTaken", True)
    notify.status = 201
    assert send_due(at=message.due_at) == 1
    assert len(notify.asked) == 2
    assert not {word for word in ("marker", "Marker", "testham") if word in caplog.text}


def test_silence_is_bounded_and_holds_up_the_run_for_three_messages_at_most(db, notify, settings):
    settings.EMAIL_TIMEOUT, notify.status = 0.3, 0
    for number in range(8):
        queue(key=str(number), template="welcome", to=f"{number}@testham.gov.uk", context={}, at=JOINED_AT)
    began = time.monotonic()
    assert send_due(at=JOINED_AT) == 0
    assert time.monotonic() - began < 5
    assert Message.objects.filter(attempts=1).count() == 3
    assert len(notify.asked) == 3


def test_a_code_goes_through_it_and_a_refusal_is_said(notify):
    send_code(to=ADDRESS, code="4KM 7TX")
    assert "4KM 7TX" in notify.asked[0][2]["personalisation"]["body"]
    notify.status = 500
    with pytest.raises(NotSent):
        send_code(to=ADDRESS, code="4KM 7TX")


@pytest.mark.parametrize("status", [403, 429, 500])
def test_what_is_not_about_the_message_is_tried_for_longer(db, notify, status):
    message = put()
    Message.objects.filter(pk=message.pk).update(attempts=20)
    notify.status = status
    send_due(at=JOINED_AT)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.DUE, 21)


def test_after_five_refusals_the_row_says_so(db, notify):
    message, now = put(), JOINED_AT
    notify.status = 400
    for _ in range(5):
        send_due(at=now)
        message.refresh_from_db()
        now = message.due_at + timedelta(seconds=1)
    assert message.state == State.FAILED
    assert send_due(at=now + timedelta(days=1)) == 0


def test_production_asks_for_the_template_where_there_is_a_key():
    refused = start_with(NOTIFY_API_KEY=KEY)
    assert "NOTIFY_TEMPLATE_ID must be set in production" in refused.stderr
    assert start_with(NOTIFY_API_KEY=KEY, NOTIFY_TEMPLATE_ID="our-template").returncode == 0
