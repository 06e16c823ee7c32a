"""Sessions in the database, as Django keeps them; read with a statement by hand, because every request of a reader begins with it."""

from datetime import UTC, datetime, timedelta

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

LOAD = "SELECT session_data, expire_date FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Django's own in all else: one that was ended elsewhere is gone at the next request. `ends_at` as it was loaded."""

    ends_at = None

    def load(self):
        with connection.cursor() as cursor:
            cursor.execute(LOAD, [self.session_key, connection.ops.adapt_datetimefield_value(timezone.now())])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        self.ends_at = _moment(row[1])
        return self.decode(row[0])


def left(session, at, *, idle=None) -> timedelta | None:
    """How long until a session ends, if nothing is done in it; None where that is not known. `idle`: the most without a click."""
    ends = getattr(session, "ends_at", None)
    whole = ends - at if ends else None
    return min(filter(None, (whole, idle)), default=None)


def _moment(stored):
    """SQLite gives a text in UTC, PostgreSQL a moment."""
    moment = datetime.fromisoformat(str(stored))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def forget(addresses):
    """Ends every session that names one of these addresses: whoever asks for a code and never enters it leaves one behind."""
    for session in SessionStore.get_model_class().objects.iterator():
        said = str(session.get_decoded())
        if any(repr(address) in said for address in addresses):
            session.delete()
