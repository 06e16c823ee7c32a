"""Whose session it is: the person and their duties, in one statement for every request."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection

from .models import User
from .permissions import GROUPS, remember_duties

# By hand: composing it anew took Django longer than running it. A row for each duty, one for somebody without.
PERSON = f"""
SELECT u.*, g.name AS group_name, r.kind AS grant_kind FROM people_user u
LEFT JOIN people_user_groups m ON m.user_id = u.id
LEFT JOIN auth_group g ON g.id = m.group_id AND g.name IN ({", ".join(["%s"] * len(GROUPS))})
LEFT JOIN people_grant r ON r.user_id = u.id AND r.ended_at IS NULL
WHERE u.id = %s
"""  # nosec B608


class Backend(AuthenticationBackend):
    """Allauth's, which knows how one signs in; this one adds how a person is found again."""

    def get_user(self, user_id):
        rows = list(User.objects.raw(PERSON, [*GROUPS, User._meta.pk.get_db_prep_value(user_id, connection)]))
        if not rows or not self.user_can_authenticate(rows[0]):
            return None
        remember_duties(rows[0], {name for row in rows for name in (row.group_name, row.grant_kind) if name})
        return rows[0]
