"""Whose session it is: the person and their duties, in one statement for every request."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection
from django.db.models import BooleanField, DateTimeField, UUIDField

from .models import User
from .permissions import GROUPS, remember_duties

# Dates of a person are asked for where one is shown; the rest needs no more than these to be as Django would load it.
FIELDS = [field for field in User._meta.concrete_fields if not isinstance(field, DateTimeField)]
READ = {i: field.to_python for i, field in enumerate(FIELDS) if isinstance(field, (BooleanField, UUIDField))}

# By hand: composing it anew took Django longer than running it. A row for each duty, one for somebody without.
PERSON = f"""
SELECT {", ".join(f"u.{field.column}" for field in FIELDS)}, g.name, r.kind FROM people_user u
LEFT JOIN people_user_groups m ON m.user_id = u.id
LEFT JOIN auth_group g ON g.id = m.group_id AND g.name IN ({", ".join(["%s"] * len(GROUPS))})
LEFT JOIN people_grant r ON r.user_id = u.id AND r.ended_at IS NULL
WHERE u.id = %s
"""  # nosec B608


class Backend(AuthenticationBackend):
    """Allauth's, which knows how one signs in; this one adds how a person is found again."""

    def get_user(self, user_id):
        with connection.cursor() as cursor:
            cursor.execute(PERSON, [*GROUPS, User._meta.pk.get_db_prep_value(user_id, connection)])
            rows = cursor.fetchall()
        person = _person(rows[0]) if rows else None
        if person is None or not self.user_can_authenticate(person):
            return None
        remember_duties(person, {name for row in rows for name in row[-2:] if name})
        return person


def _person(row):
    values = [READ[i](value) if i in READ else value for i, value in enumerate(row[:-2])]
    return User.from_db(connection.alias, [field.attname for field in FIELDS], values)
