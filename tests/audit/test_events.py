"""An event is written once and says nothing by name."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from audit.actions import record
from audit.models import AppendOnly, Event
from tests.cast import JOINED_AT


@pytest.fixture
def event(db):
    return record(name="people.join", at=JOINED_AT, actor=uuid.uuid4(), subject="somebody", code="x")


@pytest.mark.parametrize("change", [lambda e: e.save(), lambda e: e.delete()])
def test_an_event_is_never_changed_or_removed(event, change):
    with pytest.raises(AppendOnly):
        change(event)


@pytest.mark.parametrize("change", [lambda events: events.update(name="other"), lambda events: events.delete()])
def test_nor_are_many_at_once(event, change):
    with pytest.raises(AppendOnly):
        change(Event.objects.all())


@pytest.mark.postgres
@pytest.mark.parametrize("sql", ["UPDATE audit_event SET name = 'other'", "DELETE FROM audit_event"])
def test_the_database_refuses_too(event, sql):
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_events_are_found_by_who_and_about_whom(event):
    assert list(Event.objects.by(event.actor)) == list(Event.objects.about("somebody")) == [event]
