"""The sign-in code: sent at once, stored nowhere, and no longer waited for than five seconds."""

import socket
import threading
import time

import pytest
from django.core import mail

from mail.actions import NotSent, send_code
from mail.models import Message


def test_a_code_is_sent_at_once_and_stored_nowhere(db):
    send_code(to="lena@testham.gov.uk", code="4KM 7TX")
    assert "4KM 7TX" in mail.outbox[0].body
    assert "4KM" not in mail.outbox[0].subject
    assert not Message.objects.exists()


def test_the_words_need_no_database():
    send_code(to="lena@testham.gov.uk", code="4KM 7TX")


@pytest.fixture
def silent_server(settings):
    """Takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        settings.EMAIL_TIMEOUT = 0.5
        thread = threading.Thread(target=lambda: server.accept(), daemon=True)
        thread.start()
        yield


def test_a_silent_mail_server_is_not_waited_for(silent_server):
    began = time.monotonic()
    with pytest.raises(NotSent):
        send_code(to="lena@testham.gov.uk", code="4KM 7TX")
    assert time.monotonic() - began < 3


def test_the_product_waits_five_seconds(settings):
    assert settings.EMAIL_TIMEOUT == 5
