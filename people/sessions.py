"""Sessions in the database, as Django keeps them; read with a statement by hand, because every request of a reader begins with it.

The person comes along, of whom allauth's list of sessions says that it is theirs. That list opens nothing: who a session is of
stands in the session, signed, and where the two differ, or anything else is not as it should be, Django judges (`person`).
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from .backends import COLUMNS, DUTIES, as_read
from .permissions import GROUPS
from .statements import rows

LOAD = f"""
SELECT s.session_data, s.expire_date, {COLUMNS} FROM django_session s
LEFT JOIN usersessions_usersession l ON l.session_key = s.session_key
LEFT JOIN people_user u ON u.id = l.user_id {DUTIES}
WHERE s.session_key = %s AND s.expire_date > %s
"""  # nosec B608


class SessionStore(db.SessionStore):
    """Django's own in all else: one that was ended elsewhere is gone at the next request. `ends_at` and `listed` as it was loaded."""

    ends_at = listed = None

    def load(self):
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        found = rows(LOAD, [*GROUPS, self.session_key, now])
        if not found:
            self._session_key = None
            return {}
        data, ends_at = found[0][:2]
        self.ends_at, self.listed = _moment(ends_at), as_read([row[2:] for row in found])
        return self.decode(data)


def person(request):
    """Whose request it is."""
    session = request.session
    named = session.get(SESSION_KEY)  # which loads it
    return session.listed if named and _is_theirs(session, named) else get_user(request)


def _is_theirs(session, named):
    """Whether Django, too, would say that it is plainly the session of the person who is listed: nothing to renew, nothing to refuse."""
    listed = session.listed
    return (
        listed is not None
        and named == str(listed.pk)
        and listed.is_active
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(HASH_SESSION_KEY, ""), listed.get_session_auth_hash())
    )


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
