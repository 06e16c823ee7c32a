"""How figures are read: nothing can be written meanwhile, and no statement goes on for so long that a learner waits for a reader."""

from contextlib import contextmanager

from django.db import OperationalError, connection

from progress import readonly

PATIENCE = 5  # seconds
CANCELLED = "57014"  # what PostgreSQL calls a statement that it has ended


class TooLong(Exception):
    """The question took longer than PATIENCE. Nothing is wrong with it: a smaller one, or the same one later, is answered."""


@contextmanager
def reading():
    """Raises TooLong. Inside another transaction its rules hold; SQLite's readers hold up nobody."""
    if connection.in_atomic_block:
        yield
        return
    try:
        with readonly.reading(PATIENCE):
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != CANCELLED:
            raise
        raise TooLong from error
