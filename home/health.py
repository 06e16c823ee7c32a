"""Is it well? Web, database, broker, beat, the clock, and how long the oldest due row has waited. And can it serve at all?"""

import time

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection

from certificates.models import Certificate
from certificates.rules import LONGEST_PAUSE
from coordination.models import PeopleFile
from mail.models import Message

LONGEST_WAIT = 900  # seconds that a due row may wait before somebody should look
FARTHEST_OFF = 30  # seconds between our clock and the database's: a code of a second factor lives no longer
CLOCK, CLOCK_SILENT_AFTER = "beat", 30  # where the beat that gives out work says so, and for how many seconds
SECONDS_NOW = {
    "postgresql": "SELECT EXTRACT(EPOCH FROM clock_timestamp())",
    "sqlite": "SELECT (julianday('now') - 2440587.5) * 86400",
}


def report(at) -> dict:
    """{well, web, database, broker, beat, mail, clock_off_seconds, oldest_due_seconds}; None where there is none, or no answer."""
    off = clock_off()
    database = off is not None
    waiting = _oldest_due(at) if database else None
    broker = answers_broker() if settings.REDIS_URL else None
    mail = not Message.objects.stuck().exists() if database else None
    beat = _beat() if broker and hasattr(settings, "CELERY_BEAT_SCHEDULER") else None
    well = (
        database and abs(off) <= FARTHEST_OFF and False not in (broker, beat, mail) and (waiting or 0) <= LONGEST_WAIT
    )
    return {
        "well": well,
        "web": True,
        "database": database,
        "broker": broker,
        "beat": beat,
        "mail": mail,
        "clock_off_seconds": off,
        "oldest_due_seconds": waiting,
    }


def clock_off() -> int | None:
    """Seconds by which this machine's clock is ahead of the database's; None where the database does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(SECONDS_NOW[connection.vendor])
            return round(time.time() - float(cursor.fetchone()[0]))
    except DatabaseError:
        return None


def _beat():
    return cache.get(CLOCK) is not None


def answers_broker() -> bool:
    """Asks Redis itself, within a second: a frozen one must not freeze this answer."""
    from redis import Redis, RedisError  # noqa: PLC0415  (slow to load, and a laptop has none)

    try:
        return bool(Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1).ping())
    except RedisError:
        return False


def _oldest_due(at):
    """Seconds, or None when nothing waits."""
    mail = Message.objects.due(at).order_by("due_at").values_list("due_at", flat=True).first()
    people = PeopleFile.objects.waiting().order_by("asked_at").values_list("asked_at", flat=True).first()
    rendered_soon = Certificate.objects.due(at + LONGEST_PAUSE)  # after a failure too; not those that nobody waits for
    document = rendered_soon.order_by("issued_at").values_list("issued_at", flat=True).first()
    waiting = [int((at - since).total_seconds()) for since in (mail, document, people) if since]
    return max(waiting, default=None)
