"""What an operator is told: well where all is, and by name what wants looking at."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from mail.models import Message, Purpose, State
from reports.models import Refresh
from training.management.commands import status

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def room(monkeypatch):
    """Enough of it, whatever machine this is."""
    monkeypatch.setattr(status.shutil, "disk_usage", lambda path: SimpleNamespace(free=10**10))


def message(**how):
    values = {
        "purpose": Purpose.SERVICE,
        "template": "welcome",
        "to": "walker@testham.gov.uk",
        "due_at": timezone.now(),
    }
    return Message.objects.create(key=f"k{Message.objects.count()}", **values | how)


def told(capsys):
    """(what is printed, what wants looking at)."""
    try:
        call_command("status")
    except CommandError as error:
        return capsys.readouterr().out, str(error)
    return capsys.readouterr().out, ""


def test_where_all_is_well_it_says_so(capsys):
    printed, wrong = told(capsys)
    assert wrong == ""
    assert "LOOK" not in printed
    assert "0 changes not yet made" in printed


def test_mail_that_cannot_go_and_mail_that_was_given_up_are_named_and_nobody_is(capsys):
    message(attempts=6, due_at=timezone.now() + timedelta(minutes=10))
    message(state=State.FAILED)
    printed, wrong = told(capsys)
    assert "mail, mail given up this week" in wrong
    assert "1 tried in vain" in printed
    assert "walker" not in printed + wrong


def test_what_was_given_up_is_tried_again_once_asked_for(capsys):
    late, old = message(state=State.FAILED, attempts=5), message(state=State.FAILED)
    Message.objects.filter(pk=old.pk).update(due_at=timezone.now() - timedelta(days=30))
    call_command("retry_mail")
    assert list(Message.objects.filter(state=State.DUE).values_list("pk", "attempts")) == [(late.pk, 0)]


def test_a_full_disk_and_a_key_that_ends_are_seen(capsys, monkeypatch):
    monkeypatch.setattr(status.shutil, "disk_usage", lambda path: SimpleNamespace(free=10**9))
    ends = SimpleNamespace(not_valid_after_utc=timezone.now() + timedelta(days=30))
    monkeypatch.setattr(status.keys, "certificate", lambda: ends)
    assert "disk, signing certificate" in told(capsys)[1]


def test_a_queue_that_grows_and_workers_that_do_not_answer_are_seen(capsys, settings, monkeypatch):
    settings.REDIS_URL = "redis://somewhere"
    monkeypatch.setattr(status.health, "answers_broker", lambda: True)
    monkeypatch.setattr(status.current_app.control, "ping", lambda timeout: [])
    monkeypatch.setattr(status, "waiting", {"certificates": 5_000}.get)
    monkeypatch.setattr(settings, "CELERY_TASK_QUEUES", {"certificates": {}})
    assert "workers, queue certificates" in told(capsys)[1]


def test_figures_that_nobody_counts_are_seen(capsys):
    Refresh.objects.update_or_create(pk=1, defaults={"as_at": timezone.now() - timedelta(hours=3)})
    assert "figures" in told(capsys)[1]


def test_tables_of_an_older_version_are_seen(capsys, monkeypatch):
    monkeypatch.setattr(status.MigrationExecutor, "migration_plan", lambda self, targets: ["one"])
    assert "tables" in told(capsys)[1]
