"""What production logs: a line of JSON for each thing, with the number of the request or the task that it belongs to. Of people
nothing: no address, no words of theirs, and no path, which may hold a token; of an error its kind and its places in the code."""

import json
import logging
import re
import time
import traceback
import uuid
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.db import InterfaceError, OperationalError

logger = logging.getLogger(__name__)

DOING = ContextVar("what this thread is doing", default=None)
ADDRESS = re.compile(r"[^\s@<>\"'(),;:=]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)  # a worker's name has no dot
NUMBER = re.compile(r"[0-9a-f-]{16,36}")
MACHINERY = OSError, OperationalError, InterfaceError, ImproperlyConfigured  # what they say is about machines
PLACES = 12
EVERY = 3600  # seconds between two letters about the same error, from each process


class Line(logging.Formatter):
    def format(self, record):
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": ADDRESS.sub("(address)", words(record)),
        }
        said |= (DOING.get() or {}) | getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1]:
            said |= fault(record.exc_info[1])
        return json.dumps(said, ensure_ascii=False, default=str)


def words(record) -> str:
    """Django puts the path of the request into its words, and Celery what the exception says: both are left out."""
    if isinstance(task := getattr(record, "data", None), dict) and "description" in task:
        return f"Task {task.get('name')} {task['description']}"
    if hasattr(record, "request") and isinstance(record.args, tuple):
        return record.msg % tuple("…" if str(word).startswith("/") else word for word in record.args)
    return record.getMessage()


def fault(error) -> dict:
    """Its kind, where it went through our code and others', and what it says where that is about machines alone."""
    frames = traceback.extract_tb(error.__traceback__)[-PLACES:]
    found = {"error": type(error).__name__, "places": [f"{short(f.filename)}:{f.lineno} {f.name}" for f in frames]}
    says = str(error).partition("\n")[0] if isinstance(error, MACHINERY) else ""
    return found | ({"because": ADDRESS.sub("(address)", says)} if says else {})


def short(filename) -> str:
    path = Path(filename)
    return (
        str(path.relative_to(settings.BASE_DIR))
        if path.is_relative_to(settings.BASE_DIR)
        else "/".join(path.parts[-3:])
    )


class Requests:
    """Gives each request its number, which a proxy may have given already, and logs what became of it: which door, never which path."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        request.number = given if NUMBER.fullmatch(given) else uuid.uuid4().hex
        began, before = time.perf_counter(), DOING.set({"request": request.number})
        try:
            response = self.get_response(request)
            facts = {"method": request.method, "door": door(request), "status": response.status_code}
            facts["ms"] = round((time.perf_counter() - began) * 1000)
            logger.info("request", extra={"facts": facts})
        finally:
            DOING.reset(before)
        response["X-Request-ID"] = request.number
        return response


def door(request) -> str:
    """The pattern of its address; of the editors' pages, whose pattern is any, the name."""
    match = request.resolver_match
    return (match.view_name if match.route.startswith("^") else match.route) if match else ""


def begin_task(task_id, task, **_):
    DOING.set({"task": task_id, "name": task.name})


def end_task(**_):
    DOING.set(None)


class Letters(logging.Handler):
    """Writes to ERRORS_TO what was logged as an error, in the same words; the same error again an hour later at the earliest."""

    def __init__(self, to):
        super().__init__(logging.ERROR)
        self.to, self.sent = to, {}

    def emit(self, record):
        error = record.exc_info[1] if record.exc_info else None
        if error is None and hasattr(record, "status_code"):
            return  # /health or /ready told whoever asked
        kind = record.name, record.msg if isinstance(record.msg, str) else "", type(error).__name__
        if time.monotonic() - self.sent.get(kind, -EVERY) < EVERY:
            return
        self.sent[kind] = time.monotonic()
        subject = f"{settings.WAGTAIL_SITE_NAME}: {type(error).__name__ if error else 'an error'} in {record.name}"
        line = json.dumps(json.loads(self.format(record)), ensure_ascii=False, indent=1)
        EmailMessage(subject, line, to=self.to).send(fail_silently=True)


def in_lines(logging_settings, errors_to) -> dict:
    """The settings of logging as production wants them: lines of JSON, requests counted, and letters where somebody wants them."""
    handlers = {"console": {"class": "logging.StreamHandler", "formatter": "line"}}
    if errors_to:
        handlers["letters"] = {"()": Letters, "to": errors_to, "formatter": "line"}
    quiet = {name: {"level": "WARNING"} for name in ("celery.beat", "celery.worker.strategy")}
    quiet["django.request"] = {"level": "ERROR"}  # the lines of requests say which were refused
    return logging_settings | {
        "formatters": {"line": {"()": Line}},
        "handlers": handlers,
        "root": {"handlers": list(handlers), "level": "INFO"},
        "loggers": logging_settings["loggers"] | quiet,
    }
