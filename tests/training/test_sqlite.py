"""On SQLite whoever writes waits in line, and nobody for somebody who is gone.

Seen to fail: without the line, with one for transactions alone, with a turn that a rollback, a close, a refusal or a lost
connection keeps, where nobody passes by who is stuck, with readers in line, with lines that a fork inherits, and with
transactions that begin without the lock.
"""

import gc
import os
import signal
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import ConnectionHandler, OperationalError

from training.settings.databases import sqlite
from training.sqlite import base


@pytest.fixture
def connect(tmp_path, django_db_blocker):
    """`connect()`: one more connection of Django's to a file of this test, for any thread."""
    settings, opened = sqlite(tmp_path / "db.sqlite3"), []

    def another(**options):
        options = settings["OPTIONS"] | options
        connection = ConnectionHandler({"default": settings | {"OPTIONS": options}}).create_connection("default")
        connection.inc_thread_sharing()
        connection.ensure_connection()
        opened.append(connection)
        return connection

    with django_db_blocker.unblock():
        ask(another(), "CREATE TABLE told (word)")
        yield another
        for connection in opened:
            connection.close()


def ask(connection, statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def begin(connection):
    """As `atomic` does."""
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def tell(connection, word):
    ask(connection, "INSERT INTO told VALUES (%s)", word)


def tell_in_a_transaction(connection, word):
    begin(connection)
    tell(connection, word)
    connection.commit()


def told(connection):
    return [word for (word,) in ask(connection, "SELECT word FROM told ORDER BY rowid")]


def line_of(connection):
    return connection.connection.line.places


@pytest.mark.parametrize("write", [tell, tell_in_a_transaction])
def test_writers_go_in_the_order_in_which_they_came(connect, write, eventually):
    first = connect()
    begin(first)
    with ThreadPoolExecutor(6) as threads:
        for word in range(6):
            threads.submit(write, connect(), word)
            assert eventually(lambda word=word: len(line_of(first)) == word + 2)
        first.commit()
    assert told(first) == [0, 1, 2, 3, 4, 5]
    assert not line_of(first)


def test_a_reader_waits_for_nobody(connect):
    writer, reader = connect(), connect()
    begin(writer)
    tell(writer, "not yet")
    assert told(reader) == []
    assert len(line_of(writer)) == 1


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_a_turn_lasts_as_long_as_the_transaction(connect, end):
    writer, line = connect(), line_of(after := connect())
    kept = writer.connection  # as `atomic` keeps one that was closed in its midst
    begin(writer)
    for word in "abc":
        tell(writer, word)
    assert len(line) == 1
    getattr(writer, end)()
    assert kept.place is None
    assert not line
    tell_in_a_transaction(after, "next")


def test_a_connection_that_is_forgotten_in_mid_transaction_holds_up_nobody(connect, tmp_path):
    line = line_of(connect())
    lost = sqlite3.connect(tmp_path / "db.sqlite3", factory=base.Connection)
    lost.cursor(base.Cursor).execute("BEGIN IMMEDIATE")
    assert len(line) == 1
    del lost
    gc.collect()  # it and its statements know each other
    assert not line


def test_whoever_is_refused_holds_up_nobody(connect, tmp_path):
    stranger = sqlite3.connect(tmp_path / "db.sqlite3", isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    writer = connect(timeout=0.05)
    for write in (tell, tell_in_a_transaction):
        with pytest.raises(OperationalError, match="locked"):
            write(writer, "no")
    assert not line_of(writer)
    stranger.close()


def test_two_connections_of_one_thread_are_refused_as_before(connect, monkeypatch):
    monkeypatch.setattr(base, "PATIENCE", 0.05)
    one, two = connect(), connect(timeout=0.05)
    begin(one)
    with pytest.raises(OperationalError, match="locked"):
        begin(two)
    one.commit()
    tell_in_a_transaction(two, "now")
    assert told(one) == ["now"]


def test_whoever_is_stuck_is_passed_by_once_and_then_the_line_goes_on(monkeypatch):
    monkeypatch.setattr(base, "PATIENCE", 0.3)
    line = base.Line()
    stuck = line.wait()
    began = time.monotonic()
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(lambda _: line.leave(line.wait()), range(3)))
    assert time.monotonic() - began >= 0.3
    line.leave(stuck)
    line.leave(line.wait())
    assert not line.places


def test_a_process_that_is_killed_in_mid_transaction_holds_up_nobody(connect):
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        doomed = connect()
        tell_and_stay(doomed, writing)
    assert os.read(reading, 1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    writer = connect()
    tell_in_a_transaction(writer, "alive")
    assert told(writer) == ["alive"]


def tell_and_stay(connection, writing):
    begin(connection)
    tell(connection, "never")
    os.write(writing, b"!")
    time.sleep(60)
    os._exit(1)


def test_a_process_that_is_forked_begins_with_no_line(connect):
    connect()
    child = os.fork()
    if not child:
        os._exit(len(base.LINES))
    assert base.LINES
    assert os.waitpid(child, 0)[1] == 0


def test_eight_who_count_at_once_lose_nothing(connect):
    tell(first := connect(), 0)

    def count(connection):
        for _ in range(20):
            begin(connection)
            (number,) = told(connection)
            ask(connection, "UPDATE told SET word = %s", number + 1)
            connection.commit()
            connection.set_autocommit(True)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(count, [connect() for _ in range(8)]))
    assert told(first) == [160]
