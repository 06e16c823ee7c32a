"""What every test may use: a migrated database in a moment, and the servers that `./run test` starts."""

import os
import shutil
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection, reset_queries
from django.test import TransactionTestCase

from scripts.places import BUILD, PYTHON
from scripts.processes import Family
from tests import databases
from tests.alike import is_alike

QUIET = ["quic", "background-networking", "component-update", "sync"]  # what Chromium is to leave alone
# The people whom tests know.
pytest_plugins = ["tests.cast"]

# A folder of tests is marked as a whole; ./run test chooses its parts by these marks.
MARKS = {"browser": "browser", "outside": "outside", "house": "house", "scripts": "house"}


def pytest_collection_modifyitems(items):
    for item in items:
        folder = Path(item.path).relative_to(Path(__file__).parent).parts[0]
        if folder in MARKS:
            item.add_marker(MARKS[folder])
        if is_alike(Path(item.path)):
            item.add_marker("alike")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """In place of pytest-django's: a copy of the migrated template (tests/databases.py) instead of migrating."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        databases.take_copy(connection)
        # A test that really commits gets a fresh copy after it, where Django would empty every table,
        # the pages, groups and settings that migrations made included.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: databases.take_copy(connection))
        yield
        databases.drop_copy(connection)


@pytest.fixture(autouse=True)
def _afresh():
    """No test sees what another one cached, its rate limits, or its queries: the log of them holds 9,000 and then counts no more."""
    cache.clear()
    reset_queries()


@pytest.fixture
def indexes(settings):
    """Wagtail keeps its indexes of words and of references, for tests that look something up in them."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(scope="session")
def services():
    """The addresses of the PostgreSQL and Redis that `./run test` started for this run."""
    return SimpleNamespace(postgres=os.environ["TEST_POSTGRES_URL"], redis=os.environ["TEST_REDIS_URL"])


@pytest.fixture
def celery_worker(services, transactional_db, settings, tmp_path):
    """A real Celery worker on the real Redis and this test's own database; tasks go to it, not to this process."""
    from training.celery import app  # noqa: PLC0415  (only where a worker is wanted)

    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    broker = f"{services.redis}/{number + 1}"
    database = services.postgres.rsplit("/", 1)[0] + "/" + connection.settings_dict["NAME"]
    environment = os.environ | {"DATABASE_URL": database, "REDIS_URL": broker}
    before = {name: app.conf[name] for name in ("broker_url", "task_always_eager")}
    app.conf.update(broker_url=broker, task_always_eager=False)
    command = [PYTHON, "-m", "celery", "-A", "training", "worker", "--concurrency", "1", "--loglevel", "INFO"]
    log = tmp_path / "worker.log"
    with Family() as family:
        family.start("Celery worker", [*command, "--without-gossip", "--without-mingle"], environment, log=log)
        assert family.wait_until(lambda: " ready." in log.read_text()), log.read_text()
        yield SimpleNamespace(log=log, broker=broker)
    app.conf.update(before)
    app._after_fork()  # forgets every connection, so that the next one goes to the next broker


@pytest.fixture
def eventually():
    """`assert eventually(lambda: …)`: for what another process does, within 20 seconds."""

    def becomes_true(condition, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return True
            time.sleep(0.1)
        return False

    return becomes_true


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium for pytest-playwright's `browser` and `page`; it speaks to nobody but us."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this thread, beside Django
    quiet = ["--no-first-run", *(f"--disable-{name}" for name in QUIET)]
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": shutil.which("chromium"), "args": [*quiet, *sandbox]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture(scope="session")
def screenshots():
    folder = BUILD / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
