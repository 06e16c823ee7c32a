"""Statements by hand, which nearly every page of a reader asks: PostgreSQL keeps the plan of each, unless DATABASE_PREPARED is off.

Planning took it four times as long as answering. They stand here because no room below asks any.
"""

from django.db import connection


def rows(statement, values) -> list[tuple]:
    """All that it finds."""
    with _cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _cursor():
    """On PostgreSQL one that sends values beside the statement and not within it: so it is the same statement every time.
    Django's own where questions are written down, for it knows how to write them."""
    if connection.vendor != "postgresql" or connection.queries_logged:
        return connection.cursor()
    connection.ensure_connection()
    return connection.make_cursor(connection.Database.Cursor(connection.connection))
