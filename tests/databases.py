"""A migrated test database in a moment: migrations run once into a template, and every test process gets a copy.

The template also holds the site's first pages, to which every test would come otherwise. It is keyed by every installed
migration and by what makes those pages, so a changed or new one makes a new template. On SQLite it is a file
in .cache/testdb/; on PostgreSQL a database of the server that TEST_POSTGRES_URL names.
"""

import fcntl
import hashlib
import os
import shutil
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import django
import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from home import groups, loading

FOLDER = settings.BASE_DIR / ".cache" / "testdb"
COPY = f"copy-{os.getpid()}"


@cache
def key() -> str:
    """Changes when any migration of any installed app does, or the list of apps, or Django itself."""
    found = hashlib.sha256(repr((django.__version__, settings.INSTALLED_APPS)).encode())
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path, "migrations").glob("*.py")):
            found.update(path.read_bytes())
    for module in (loading, groups):
        found.update(Path(module.__file__).read_bytes())
    return found.hexdigest()[:16]


def take_copy(connection) -> None:
    """Point the connection (and every later one in this process) at a fresh copy of the migrated template."""
    store = store_of(connection)
    template = f"template-{key()}"
    with store.lock():
        if not store.exists(template):
            store.create("unfinished")
            store.point("unfinished")
            call_command("migrate", verbosity=0, interactive=False)
            loading.tree()
            store.close()
            store.rename("unfinished", template)
    store.close()
    store.copy(template, COPY)
    store.point(COPY)


def drop_copy(connection) -> None:
    store = store_of(connection)
    store.close()
    store.drop(COPY)


def store_of(connection) -> "Store":
    return Postgres(connection) if connection.vendor == "postgresql" else Sqlite(connection)


class Store:
    """What both kinds of database do alike: open by name, and close whatever is open."""

    def __init__(self, connection):
        self.connection = connection

    def point(self, name: str) -> None:
        self.close()
        self.connection.settings_dict["NAME"] = self.name(name)

    def close(self) -> None:
        self.connection.close()


class Sqlite(Store):
    """A template is a file, and a copy of it a copied file."""

    def name(self, name: str) -> str:
        return str(FOLDER / f"{name}.sqlite3")

    def path(self, name: str) -> Path:
        return Path(self.name(name))

    @contextmanager
    def lock(self):
        FOLDER.mkdir(parents=True, exist_ok=True)
        with (FOLDER / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
            self.sweep()

    def sweep(self) -> None:
        """Remove what killed runs left behind."""
        for path in FOLDER.glob("copy-*.sqlite3"):
            if not Path("/proc", path.stem.removeprefix("copy-")).exists():
                self.drop(path.stem)

    def exists(self, name: str) -> bool:
        return self.path(name).exists()

    def create(self, name: str) -> None:
        self.drop(name)

    def rename(self, old: str, new: str) -> None:
        for path in FOLDER.glob("template-*.sqlite3"):
            path.unlink()  # of migrations that are no longer so
        self.path(old).rename(self.path(new))

    def copy(self, template: str, name: str) -> None:
        self.drop(name)
        shutil.copyfile(self.path(template), self.path(name))

    def drop(self, name: str) -> None:
        for ending in ("", "-wal", "-shm"):
            Path(self.name(name) + ending).unlink(missing_ok=True)


class Postgres(Store):
    """A template is a database, and a copy of it is made by the server."""

    def name(self, name: str) -> str:
        return name

    def close(self) -> None:
        self.connection.close()
        self.connection.close_pool()

    def ask(self, words: str, *names: str) -> bool:
        """One statement on the maintenance database; whether it found a row."""
        server = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
        where = {ours: self.connection.settings_dict[theirs] or None for ours, theirs in server.items()}
        with closing(psycopg.connect(dbname="postgres", autocommit=True, **where)) as session:
            cursor = session.execute(words.format(*(f'"{name}"' for name in names)))
            return cursor.description is not None and cursor.fetchone() is not None

    @contextmanager
    def lock(self):
        """One process of this run at a time: they are on one machine, as for SQLite."""
        with Sqlite(self.connection).lock():
            yield

    def exists(self, name: str) -> bool:
        return self.ask(f"SELECT 1 FROM pg_database WHERE datname = '{name}'")

    def create(self, name: str) -> None:
        self.drop(name)
        self.ask("CREATE DATABASE {}", name)

    def rename(self, old: str, new: str) -> None:
        self.ask("ALTER DATABASE {} RENAME TO {}", old, new)

    def copy(self, template: str, name: str) -> None:
        self.drop(name)
        self.ask("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, template)

    def drop(self, name: str) -> None:
        self.ask("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
