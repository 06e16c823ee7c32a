"""What is logged in production: lines that a program can read, which belong together by a number, and name nobody."""

import json
import logging
import uuid

import pytest
from celery.signals import task_postrun, task_prerun
from django.core import mail
from django.db import IntegrityError, OperationalError
from django.http import Http404, HttpResponse
from django.urls import path

from training import logs
from training.celery import app
from training.settings import base

PATH = "/coordination/join/a-secret-token/"
SAID = "Key (email)=(walker@testham.gov.uk) already exists for Walker Smith"


def breaks(request, token):
    logging.getLogger("progress").warning("Said to %s", "walker@testham.gov.uk")
    if request.method == "POST":
        raise IntegrityError(SAID)
    if "nothing" in request.GET:
        raise Http404
    return HttpResponse()


urlpatterns = [path("coordination/join/<token>/", breaks)]


@pytest.fixture
def lines(settings):
    """Everything that is logged, as production writes it."""
    settings.ROOT_URLCONF, settings.MIDDLEWARE = __name__, ["training.logs.Requests"]
    written, handler = [], logging.Handler()
    handler.setFormatter(logs.Line())
    handler.emit = lambda record: written.append(json.loads(handler.format(record)))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel("INFO")
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture
def visitor(client):
    client.raise_request_exception = False
    return client


def test_each_request_is_a_line_with_its_door_and_not_its_path(visitor, lines):
    answer = visitor.get(PATH)
    assert (
        lines[-1].items()
        >= {
            "level": "INFO",
            "message": "request",
            "request": answer["X-Request-ID"],
            "method": "GET",
            "door": "coordination/join/<token>/",
            "status": 200,
        }.items()
    )
    assert 0 <= lines[-1]["ms"] < 60_000


def test_what_is_said_meanwhile_has_the_same_number_and_what_comes_after_has_none(visitor, lines):
    answer = visitor.get(PATH)
    logging.getLogger("progress").warning("Later")
    assert [line.get("request") for line in lines] == [answer["X-Request-ID"]] * 2 + [None]


def test_a_number_from_the_proxy_is_taken_and_anything_else_is_not(visitor, lines):
    given = uuid.uuid4().hex
    assert visitor.get(PATH, headers={"X-Request-ID": given})["X-Request-ID"] == given
    assert len(visitor.get(PATH, headers={"X-Request-ID": "walker@testham.gov.uk"})["X-Request-ID"]) == 32


@pytest.mark.parametrize("ask", [lambda v: v.get(PATH), lambda v: v.get(f"{PATH}?nothing"), lambda v: v.post(PATH)])
def test_no_line_names_anybody_or_holds_a_token(visitor, lines, ask):
    ask(visitor)
    said = json.dumps(lines)
    assert not {word for word in ("walker", "Walker", "testham", "a-secret-token") if word in said}
    assert "(address)" in said


def test_an_error_is_told_by_its_kind_and_its_places(visitor, lines):
    visitor.post(PATH)
    (line,) = [line for line in lines if "error" in line]
    assert (line["error"], line["level"]) == ("IntegrityError", "ERROR")
    assert line["places"][-1].startswith("tests/training/test_logs.py:")
    assert "because" not in line


def test_what_an_error_says_of_machines_is_kept_but_for_its_details():
    found = logs.fault(OperationalError("server closed the connection\nDETAIL: walker"))
    assert found["because"] == "server closed the connection"


def test_a_task_that_fails_is_told_without_what_the_exception_says(lines):
    @app.task(name="tests.fails")
    def fails():
        raise ValueError(SAID)

    task_prerun.send(sender=fails, task_id="7", task=fails)
    fails.apply()
    told = [line for line in lines if line.get("name") == "tests.fails" or "tests.fails" in line["message"]]
    assert told
    assert "Walker" not in json.dumps(told)
    task_postrun.send(sender=fails, task_id="7", task=fails)
    assert logs.DOING.get() is None


def test_the_same_error_is_written_of_once_an_hour_and_names_nobody(settings, monkeypatch):
    letters, now = logs.Letters(["operator@example.org"]), 1000.0
    letters.setFormatter(logs.Line())
    monkeypatch.setattr(logs.time, "monotonic", lambda: now)
    for _ in range(3):
        letters.handle(logging.makeLogRecord({"name": "progress", "levelno": 40, "msg": "Lost %s", "args": (SAID,)}))
    assert len(mail.outbox) == 1
    now += logs.EVERY
    letters.handle(logging.makeLogRecord({"name": "progress", "levelno": 40, "msg": "Lost %s", "args": ("it",)}))
    assert len(mail.outbox) == 2
    assert mail.outbox[0].to == ["operator@example.org"]
    assert "walker@" not in mail.outbox[0].body


def test_of_what_health_answers_no_letter_is_written():
    letters = logs.Letters(["operator@example.org"])
    letters.handle(logging.makeLogRecord({"levelno": 40, "msg": "Service Unavailable", "status_code": 503}))
    assert mail.outbox == []


def test_letters_are_for_errors_and_only_where_somebody_wants_them():
    assert "letters" not in logs.in_lines(base.LOGGING, errors_to=[])["handlers"]
    assert logs.Letters(["operator@example.org"]).level == logging.ERROR
