"""How figures are read: on PostgreSQL in a transaction that can write nothing and ends by itself, so that no learner waits for a reader."""

from contextlib import contextmanager

from django.db import connection, transaction

PATIENCE = "5s"


@contextmanager
def reading():
    """Inside another transaction its rules hold; SQLite's readers hold up nobody."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
            cursor.execute(f"SET LOCAL statement_timeout = '{PATIENCE}'")
        yield
