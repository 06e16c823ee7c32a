"""One person with a marker in everything: after *delete my account* no table, file, log, cache, search index, session or backup
says it, except the facts of certificates that they chose to keep.

Seen to fail: an app's erase that leaves one row, a log that names somebody, and a registered model of which no row is planted.
"""

import logging
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.utils import timezone

from certificates.models import CertificateDocument
from coordination import privacy as coordination_privacy
from home.loading import tree
from people.privacy import whole_register
from people.tasks import daily
from reports import aggregates, releases
from tests.access import marked
from tests.activities import EVERY, body
from tests.curriculum import build_course, build_module
from tests.people.conftest import code_in_the_mail
from tests.reports.conftest import many, record_completions
from tests.reports.test_releases import FIFTH, LEARNT

pytestmark = pytest.mark.django_db(transaction=True)
FREELY = [
    block | {"value": block["value"] | {"required": False}} if "required" in block["value"] else block
    for block in EVERY
]
PAGES = "/my-learning/", "/learn/log/", "/your-account/", "/your-account/data/", "/account/email/", "/account/sessions/"


@pytest.fixture
def course(db, indexes):
    tree()
    return build_course(build_module(body=body(*FREELY), title="Reading a business case"))


@pytest.fixture
def logs():
    """What every logger says from now on, at any level."""
    lines, root = [], logging.getLogger()
    handler, before = logging.Handler(logging.DEBUG), root.level
    handler.emit = lambda record: lines.append(f"{record.getMessage()} {record.exc_info or ''}")
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lines
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture
def draft(council, course):
    record_completions(many(council, 1), course.places.get().module, at=LEARNT)
    aggregates.refresh(at=FIFTH)
    return releases.freeze_due(at=FIFTH)


@pytest.fixture
def person(council, course, coordinator, draft, logs):
    return marked.plant(council, course, coordinator, draft, timezone.now())


@pytest.fixture
def browser(person, administrator, settings):
    """The person's own, signed in by a code; they have looked around, and an administrator has opened them in the CMS."""
    browser = Client(HTTP_USER_AGENT=marked.AGENT, REMOTE_ADDR=marked.NETWORK)
    person.authenticator_set.all().delete()  # its code is not what this is about; another one stands in below
    browser.post("/sign-in/", {"email": marked.FIRST})
    browser.post("/sign-in/code/", {"code": code_in_the_mail()})
    for page in PAGES:
        assert browser.get(page).status_code == 200
    marked.second_factor(person)
    Client().post("/sign-in/", {"email": marked.SECOND})  # a code that nobody entered
    desk = Client()
    desk.force_login(administrator)
    edited = {"name": marked.NAME, "is_active": "on", "groups": []}
    assert desk.post(f"/cms/users/edit/{person.pk}/", edited).status_code == 302
    desk.get("/cms/users/", {"q": marked.MARKER})
    return browser


def leave(browser, choice):
    answer = browser.post("/your-account/delete/", {"certificates": choice, "sure": "on"})
    assert "Your account is deleted" in answer.text


def left():
    """Wherever a marker still stands."""
    places = {f"table {table}": sorted(columns) for table, columns in marked.tables_with_markers().items()}
    texts = {"backup": marked.dump(), "sessions": str(marked.sessions()), "cache": marked.cached()}
    return places | {name: "said" for name, text in texts.items() if marked.says(text)}


def test_a_backup_says_what_is_planted_in_clear_and_in_bytes(person):
    """The file of people lies in a column of bytes, which SQLite and PostgreSQL write in their own ways."""
    dump = marked.dump()
    assert marked.NAME in dump
    assert marked.FIRST in dump
    assert marked.NAME.encode().hex() in dump.lower()


def test_a_row_of_every_registered_model_is_planted(person, browser):
    models = {entry.model for entry in whole_register()}
    assert {name for name in models if not marked.rows_about(apps.get_model(name), person)} == set()


def test_who_withdraws_certificates_leaves_nothing(person, browser, logs):
    files = set(CertificateDocument.objects.filter(certificate__learner=person).values_list("file", flat=True))
    assert files <= set(marked.stored())
    leave(browser, "withdraw")
    assert left() == {}
    assert not files & set(marked.stored())
    assert [line for line in logs if marked.says(line)] == []


def test_who_keeps_certificates_leaves_their_facts_and_nothing_else(person, browser, logs):
    leave(browser, "keep")
    assert left() == {"table certificates_certificate": ["name"], "backup": "said"}
    assert [line for line in logs if marked.says(line)] == []


def test_one_row_left_behind_is_seen(person, browser, monkeypatch):
    monkeypatch.setattr(coordination_privacy, "erase", lambda person, *, at: None)
    leave(browser, "withdraw")
    assert {"table coordination_invitation", "backup"} <= left().keys()


def test_a_name_in_a_log_is_seen(person, logs):
    logging.getLogger("people").debug("Hello %s", person.name)
    assert [line for line in logs if marked.says(line)]


def test_a_session_that_is_over_does_not_keep_an_address(db):
    with time_machine.travel(timezone.now() - timedelta(days=40), tick=False):
        Client().post("/sign-in/", {"email": marked.FIRST})
    assert any(marked.says(session) for session in marked.sessions())
    daily()
    assert not marked.sessions()
