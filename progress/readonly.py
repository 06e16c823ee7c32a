"""Reading much without slowing a learner: nothing can be written meanwhile, and no statement goes on for ever."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def reading(seconds):
    """PostgreSQL ends a statement after so many seconds (OperationalError). SQLite has readers that nobody waits for,
    as long as they begin no transaction."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL transaction_read_only = on")
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{int(seconds * 1000)}ms"])
            yield
    else:
        _may_write(False)
        try:
            yield
        finally:
            _may_write(True)


def _may_write(yes):
    """On the bare connection, for Django's own refuses every statement after a failed one, and this must never be left on."""
    connection.ensure_connection()
    connection.connection.execute(f"PRAGMA query_only = {'OFF' if yes else 'ON'}")
