"""A database that the tests of one module share, because the world that they ask about is large and none of them keeps a change."""

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """What a module's fixtures make is there for each of its tests, and is taken back after the last. Not together with `db`."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
