"""Two beats, or twenty: each thing on the schedule is asked for once, and goes on being asked for when a beat falls silent."""

from datetime import UTC, datetime, timedelta

import pytest
from celery import Celery
from celery.schedules import crontab
from django.core.cache import cache

from home.health import CLOCK_SILENT_AFTER
from training import beat
from training.beat import LOOK_EVERY, OneAtATime

EVENING = datetime(2026, 3, 4, 20, 0, tzinfo=UTC)
SCHEDULE = {
    "often": {"task": "often", "schedule": 60},
    "nightly": {"task": "nightly", "schedule": crontab(hour=3, minute=10)},
}


@pytest.fixture
def asked_for(monkeypatch):
    """The tasks that went to the broker."""
    found = []
    monkeypatch.setattr(OneAtATime, "apply_async", lambda self, entry, **_: found.append(entry.task))
    monkeypatch.setattr(beat, "answers_broker", lambda: True)
    return found


@pytest.fixture
def new(asked_for, time_machine):
    """Starts a beat. The clock stands until a test moves it."""
    time_machine.move_to(EVENING, tick=False)
    app = Celery("beats", set_as_current=False, broker="memory://")
    app.conf.update(beat_schedule=SCHEDULE, timezone="Europe/London")
    return lambda: OneAtATime(app=app)


def run(*beats):
    """Each until it has nothing more to give out."""
    for one in beats:
        while one.tick() <= 0:
            pass


@pytest.fixture
def later(time_machine):
    """Lets time pass as it does for beats that look every few seconds."""

    def pass_by(beats, **span):
        end = datetime.now(UTC) + timedelta(**span)
        while datetime.now(UTC) < end:
            time_machine.move_to(min(end, datetime.now(UTC) + timedelta(seconds=LOOK_EVERY)), tick=False)
            run(*beats)

    return pass_by


def test_of_two_beats_one_gives_out_the_work(new, asked_for, later):
    beats = new(), new()
    run(*beats)
    later(beats, minutes=3)
    assert asked_for == ["often"] * 3


def test_when_one_falls_silent_the_other_takes_over_in_time(new, asked_for, later):
    first, second = new(), new()
    run(first, second)
    later([first, second], minutes=2)
    later([second], seconds=CLOCK_SILENT_AFTER + LOOK_EVERY)
    assert asked_for == ["often"] * 2
    later([second], minutes=1)
    assert asked_for == ["often"] * 3


def test_one_that_is_stopped_leaves_at_once(new, asked_for, later):
    first, second = new(), new()
    run(first, second)
    first.close()
    run(second)
    assert second.holds
    later([second], minutes=1)
    assert asked_for == ["often"]


def test_the_nights_work_is_done_once_whoever_does_it(new, asked_for, later, time_machine):
    first, second = new(), new()
    run(first, second)
    time_machine.move_to(EVENING + timedelta(hours=7, minutes=11), tick=False)  # after ten past three
    run(first)
    first.close()
    run(second, new())
    assert asked_for.count("nightly") == 1


def test_what_was_due_while_no_beat_ran_is_made_up_for(new, asked_for, time_machine):
    first = new()
    run(first)
    time_machine.move_to(EVENING + timedelta(minutes=1), tick=False)
    run(first)
    time_machine.move_to(EVENING + timedelta(hours=9), tick=False)
    run(new())
    assert asked_for.count("nightly") == 1


def test_while_the_broker_is_away_nothing_passes_for_done(new, asked_for, later, monkeypatch, time_machine):
    only = new()
    run(only)
    monkeypatch.setattr(beat, "answers_broker", lambda: False)
    time_machine.move_to(EVENING + timedelta(hours=8), tick=False)
    run(only)
    assert asked_for == []
    cache.clear()  # Redis comes back with nothing
    monkeypatch.setattr(beat, "answers_broker", lambda: True)
    run(only)
    assert asked_for.count("nightly") == 1
