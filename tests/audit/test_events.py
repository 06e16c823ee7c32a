"""An event is written once and says nothing by name."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit.actions import erase_old, record
from audit.models import KEPT_FOR, AppendOnly, Event
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


def test_after_two_years_an_event_goes_and_that_it_went_is_recorded(db):
    """By the clock of this machine, which the database's trigger goes by too."""
    now = timezone.now()
    young = record(name="people.join", at=now - KEPT_FOR)
    record(name="people.join", at=now - KEPT_FOR - timedelta(minutes=1))
    assert erase_old(at=now) == 1
    assert erase_old(at=now) == 0
    assert list(Event.objects.filter(name="people.join")) == [young]
    assert Event.objects.get(name="audit.erase_old").detail == {"events": 1}


@pytest.mark.postgres
def test_the_database_lets_an_old_event_go_and_no_young_one(event):
    """JOINED_AT is far enough behind or not by the database's own clock, so both ages are made here."""
    old = record(name="people.join", at=timezone.now() - KEPT_FOR - timedelta(days=1))
    young = record(name="people.join", at=timezone.now() - KEPT_FOR + timedelta(days=1))
    Event.objects.filter(pk=old.pk).erase_older_than(timezone.now())
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        Event.objects.filter(pk=young.pk).erase_older_than(timezone.now())
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET name = 'other' WHERE id = %s", [young.pk])
    assert not Event.objects.filter(pk=old.pk).exists()
