"""What /health says to whoever watches, and /ready to whoever sends readers here."""

import time
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.utils import timezone

from coordination.models import PeopleFile
from home import health
from mail.models import Message, Purpose

pytestmark = pytest.mark.django_db


def due(minutes):
    since = timezone.now() - timedelta(minutes=minutes)
    return Message.objects.create(
        key=f"late {minutes}", purpose=Purpose.SERVICE, template="welcome", to="a@example.org", due_at=since
    )


def test_it_is_well_when_nothing_waits(client):
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json() == {
        "well": True,
        "web": True,
        "database": True,
        "broker": None,
        "beat": None,
        "mail": True,
        "clock_off_seconds": 0,
        "oldest_due_seconds": None,
    }


def test_a_row_that_waits_a_little_is_told_and_well(client):
    due(minutes=2)
    assert 110 < client.get("/health").json()["oldest_due_seconds"] < 130
    assert client.get("/health").status_code == 200


def test_a_row_that_waits_too_long_is_not_well_and_names_nobody(client):
    due(minutes=20)
    response = client.get("/health")
    assert response.status_code == 503
    assert "example.org" not in response.text


def test_a_dead_broker_is_not_well_within_a_second(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert client.get("/health").json()["broker"] is False
    assert client.get("/health").status_code == 503


@pytest.fixture
def dead_database(monkeypatch):
    def refuse():
        raise DatabaseError

    monkeypatch.setattr(health.connection, "cursor", refuse)


def test_a_dead_database_is_not_well(client, dead_database):
    report = client.get("/health").json()
    assert (report["database"], report["oldest_due_seconds"], report["well"]) == (False, None, False)


def test_a_file_of_people_that_waits_too_long_is_seen(client, council, coordinator):
    asked = timezone.now() - timedelta(minutes=20)
    PeopleFile.objects.create(organisation=council, person=coordinator, asked_at=asked, expires_at=asked + timedelta(1))
    assert client.get("/health").json()["oldest_due_seconds"] > health.LONGEST_WAIT
    assert client.get("/health").status_code == 503


def test_a_mail_server_that_takes_nothing_is_seen(client):
    due(minutes=-30)
    assert client.get("/health").json()["mail"] is True
    Message.objects.update(attempts=5)
    assert client.get("/health").json()["mail"] is False
    assert client.get("/health").status_code == 503


def test_a_silent_beat_is_seen(client, settings, monkeypatch):
    settings.REDIS_URL, settings.CELERY_BEAT_SCHEDULER = "redis://somewhere", "training.beat:OneAtATime"
    monkeypatch.setattr(health, "answers_broker", lambda: True)
    assert client.get("/health").json()["beat"] is False
    assert client.get("/health").status_code == 503
    cache.set(health.CLOCK, "somebody")
    assert client.get("/health").json()["beat"] is True
    assert client.get("/health").status_code == 200


@pytest.mark.parametrize(("seconds", "status"), [(20, 200), (90, 503), (-90, 503)])
def test_a_clock_that_is_wrong_is_seen(client, monkeypatch, seconds, status):
    theirs = time.time()
    monkeypatch.setattr(health.time, "time", lambda: theirs + seconds)
    response = client.get("/health")
    assert abs(response.json()["clock_off_seconds"] - seconds) <= 2
    assert response.status_code == status


def test_a_process_that_reaches_its_database_can_serve_whatever_else_is_away(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    due(minutes=60)
    assert client.get("/ready").json() == {"ready": True}


def test_without_a_database_it_cannot(client, dead_database):
    assert client.get("/ready").status_code == 503
