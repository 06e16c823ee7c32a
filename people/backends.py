"""Whose session it is: the person and their duties, read with the session itself (people/sessions.py) or in a statement of its own."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection
from django.db.models import BooleanField, DateTimeField, UUIDField

from .models import User
from .permissions import GROUPS, remember_duties
from .statements import rows

# Dates of a person are asked for where one is shown; the rest needs no more than these to be as Django would load it.
FIELDS = [field for field in User._meta.concrete_fields if not isinstance(field, DateTimeField)]
READ = {i: field.to_python for i, field in enumerate(FIELDS) if isinstance(field, (BooleanField, UUIDField))}

# By hand: composing it anew took Django longer than running it. A row for each duty, one for somebody without.
COLUMNS = ", ".join([*(f"u.{field.column}" for field in FIELDS), "g.name", "r.kind"])
DUTIES = f"""
LEFT JOIN people_user_groups m ON m.user_id = u.id
LEFT JOIN auth_group g ON g.id = m.group_id AND g.name IN ({", ".join(["%s"] * len(GROUPS))})
LEFT JOIN people_grant r ON r.user_id = u.id AND r.ended_at IS NULL
"""
PERSON = f"SELECT {COLUMNS} FROM people_user u {DUTIES} WHERE u.id = %s"  # nosec B608


class Backend(AuthenticationBackend):
    """Allauth's, which knows how one signs in; this one adds how a person is found again."""

    def get_user(self, user_id):
        person = as_read(rows(PERSON, [*GROUPS, User._meta.pk.get_db_prep_value(user_id, connection)]))
        return person if person and self.user_can_authenticate(person) else None


def as_read(found) -> User | None:
    """The person, knowing their duties, in rows of COLUMNS. Nobody where there is none, or one with nothing in it."""
    if not found or found[0][0] is None:
        return None
    values = [READ[i](value) if i in READ else value for i, value in enumerate(found[0][:-2])]
    person = User.from_db(connection.alias, [field.attname for field in FIELDS], values)
    remember_duties(person, {name for row in found for name in row[-2:] if name})
    return person
