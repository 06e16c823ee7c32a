"""What /health says to whoever watches."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

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
    assert response.json() == {"well": True, "web": True, "database": True, "broker": None, "oldest_due_seconds": None}


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


def test_a_dead_database_is_not_well(client, monkeypatch):
    def refuse():
        raise DatabaseError

    monkeypatch.setattr(health.connection, "cursor", refuse)
    assert client.get("/health").json()["database"] is False
