"""How figures are read: nothing can be written meanwhile, and no statement goes on for so long that a learner waits for a reader."""

from contextlib import contextmanager

from django.db import OperationalError, connection

from progress import readonly

PATIENCE = 5  # seconds
FOR_A_FILE = 30  # the same for a file of everything
CANCELLED = "57014"  # what PostgreSQL calls a statement that it has ended


class TooLong(Exception):
    """The question took longer than it may. Nothing is wrong with it: a smaller one, or the same one later, is answered."""


@contextmanager
def reading(patience=None):
    """Raises TooLong after `patience` seconds, else PATIENCE. Inside another transaction its rules hold; SQLite makes nobody wait."""
    if connection.in_atomic_block:
        yield
        return
    try:
        with readonly.reading(patience or PATIENCE):
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != CANCELLED:
            raise
        raise TooLong from error
