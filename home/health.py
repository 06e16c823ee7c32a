"""Is it well? Web, database, broker, and how long the oldest due row has waited."""

from django.conf import settings
from django.db import DatabaseError, connection

from certificates.models import Certificate
from mail.models import Message

LONGEST_WAIT = 900  # seconds that a due row may wait before somebody should look


def report(at) -> dict:
    """{well, web, database, broker, oldest_due_seconds}; `broker` is None where none is configured."""
    database = _database()
    waiting = _oldest_due(at) if database else None
    broker = _broker() if settings.REDIS_URL else None
    well = database and broker is not False and (waiting or 0) <= LONGEST_WAIT
    return {"well": well, "web": True, "database": database, "broker": broker, "oldest_due_seconds": waiting}


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker():
    """Asks Redis itself, within a second: a frozen one must not freeze this answer."""
    from redis import Redis, RedisError  # noqa: PLC0415  (slow to load, and a laptop has none)

    try:
        return bool(Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1).ping())
    except RedisError:
        return False


def _oldest_due(at):
    """Seconds, or None when nothing waits."""
    mail = Message.objects.due(at).order_by("due_at").values_list("due_at", flat=True).first()
    document = (
        Certificate.objects.current()
        .without_document()
        .order_by("issued_at")
        .values_list("issued_at", flat=True)
        .first()
    )
    waiting = [int((at - since).total_seconds()) for since in (mail, document) if since]
    return max(waiting, default=None)
