"""Backup and restore of a PostgreSQL database, with its own programs."""

import psycopg
import pytest

from scripts import archive
from scripts.places import Copy

pytestmark = pytest.mark.services


@pytest.fixture
def copy(services, tmp_path, monkeypatch):
    """A copy of the product on two new databases: one with a learner, one empty."""
    server = services.postgres.rsplit("/", 1)[0]
    names = [f"kept_{tmp_path.name}".replace("-", "_"), f"other_{tmp_path.name}".replace("-", "_")]
    with psycopg.connect(services.postgres, autocommit=True) as session:
        for name in names:
            session.execute(f'CREATE DATABASE "{name}"')
    first, second = (f"{server}/{name}" for name in names)
    write(first, "Jo")
    monkeypatch.setenv("DATABASE_URL", first)
    copy = Copy(8000, tmp_path / "data")
    copy.data.mkdir()
    return copy, first, second


def write(url, name):
    with psycopg.connect(url) as session:
        session.execute("CREATE TABLE IF NOT EXISTS learner (name text)")
        session.execute("INSERT INTO learner VALUES (%s)", [name])


def learners(url):
    with psycopg.connect(url) as session:
        return [name for (name,) in session.execute("SELECT name FROM learner")]


def test_what_was_kept_comes_back_in_an_empty_database(copy, tmp_path, monkeypatch):
    copy, _, other = copy
    assert archive.backup(copy, [str(tmp_path / "kept.tar")]) == 0
    monkeypatch.setenv("DATABASE_URL", other)
    assert archive.restore(copy, [str(tmp_path / "kept.tar")]) == 0
    assert learners(other) == ["Jo"]


def test_a_full_database_is_replaced_whole_and_only_when_told_so(copy, tmp_path):
    copy, first, _ = copy
    archive.backup(copy, [str(tmp_path / "kept.tar")])
    write(first, "Sam")
    with psycopg.connect(first) as session:
        session.execute("CREATE TABLE later (name text)")
    assert archive.restore(copy, [str(tmp_path / "kept.tar")]) == 1
    assert learners(first) == ["Jo", "Sam"]
    assert archive.restore(copy, [str(tmp_path / "kept.tar"), "--yes"]) == 0
    assert learners(first) == ["Jo"]
    with psycopg.connect(first) as session:
        assert session.execute("SELECT to_regclass('later')").fetchone() == (None,)
