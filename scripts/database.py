"""The database of one copy, for backup and restore: SQLite's file or PostgreSQL, as DATABASE_URL says."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from scripts.places import Copy


class Database(Protocol):
    kind: str

    def is_empty(self) -> bool: ...
    def dump(self, target: Path) -> None: ...
    def load(self, source: Path) -> None: ...


def configured(copy: Copy) -> Database:
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith(("postgres://", "postgresql://", "psql://")):
        return Postgres(url)
    if url and not url.startswith("sqlite:///"):
        raise SystemExit("DATABASE_URL is neither PostgreSQL nor SQLite.")
    return Sqlite(Path(unquote(url.removeprefix("sqlite:///"))) if url else copy.data / "db.sqlite3")


class Sqlite:
    kind = "SQLite"

    def __init__(self, path: Path):
        self.path = path

    def is_empty(self) -> bool:
        return not self.path.exists() or self.path.stat().st_size == 0

    def dump(self, target: Path) -> None:
        """SQLite's own backup: whole even while others write."""
        if self.is_empty():
            raise SystemExit(f"There is no database at {self.path} yet.")
        with closing(sqlite3.connect(self.path)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)

    def load(self, source: Path) -> None:
        with closing(sqlite3.connect(source)) as copy:
            (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise SystemExit(f"The database in the archive is damaged: {verdict}")
        for journal in ("-wal", "-shm"):
            self.path.with_name(self.path.name + journal).unlink(missing_ok=True)
        shutil.move(source, self.path)


class Postgres:
    kind = "PostgreSQL"

    def __init__(self, url: str):
        """The connection goes by environment: a password on the command line could be read by others."""
        parts = urlsplit(url)
        says = {
            "PGHOST": parts.hostname,
            "PGPORT": parts.port and str(parts.port),
            "PGUSER": parts.username and unquote(parts.username),
            "PGPASSWORD": parts.password and unquote(parts.password),
            "PGDATABASE": unquote(parts.path.lstrip("/")),
            "PGSSLMODE": parse_qs(parts.query).get("sslmode", [""])[0],
        }
        self.environment = os.environ | {name: value for name, value in says.items() if value}

    def is_empty(self) -> bool:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        return self.call("psql", "--no-psqlrc", "--tuples-only", "--no-align", "--command", tables).strip() == "0"

    def dump(self, target: Path) -> None:
        self.call("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")

    def load(self, source: Path) -> None:
        """The old tables go and the new ones come in one transaction: all of it or nothing."""
        script = source.with_suffix(".sql")
        self.call("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(source))
        afresh = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
        strict = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
        self.call("psql", *strict, "--command", afresh, "--file", str(script))

    def call(self, program: str, *words: str) -> str:
        try:
            result = subprocess.run([program, *words], env=self.environment, capture_output=True, text=True)
        except FileNotFoundError:
            raise SystemExit(f"{program} is needed here: apt-get install postgresql-client") from None
        if result.returncode:
            raise SystemExit(f"{program} failed: {result.stderr.strip()[-1000:]}")
        return result.stdout
