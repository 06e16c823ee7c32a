"""Django's SQLite, with writers in the order in which they came (docs/decisions/0058-writers-stand-in-line.md).

SQLite lets one write at a time, and has the others sleep and try again, so that whoever came last may be the first. Here they stand
in a line, one for each file in each process. It says who asks next; what is right is kept by SQLite's own lock alone.
"""

import os
import re
import sqlite3
from collections import deque
from threading import Lock

from django.db.backends.sqlite3 import base

PATIENCE = 5  # seconds; whoever waited longer asks SQLite at once, which then waits and refuses in its own way
WRITES = re.compile(r"\s*(?:BEGIN I|INSERT|UPDATE|DELETE|REPLACE|WITH)", re.IGNORECASE)


class Line:
    """Of threads. A place in it is a lock that opens when the turn has come."""

    def __init__(self):
        self.guard, self.places = Lock(), deque()

    def wait(self):
        place = Lock()
        with self.guard:
            place.acquire()
            self.places.append(place)
            if self.places[0] is place:
                return place
        if not place.acquire(timeout=PATIENCE):
            with self.guard:  # whoever is in front is stuck, and nobody waits for them any longer
                while place in self.places and self.places[0] is not place:
                    self.places.popleft()
        return place

    def leave(self, place):
        with self.guard:
            if self.places and self.places[0] is place:
                self.places.popleft()
                if self.places:
                    self.places[0].release()


LINES = {}  # by file
os.register_at_fork(after_in_child=LINES.clear)


class Connection(sqlite3.Connection):
    """A turn lasts as long as the transaction."""

    place = None

    def __init__(self, database, *args, **kwargs):
        self.line = LINES.setdefault(str(database), Line())
        super().__init__(database, *args, **kwargs)

    def take_turn(self):
        self.place = self.line.wait()

    def end_turn(self, *, closed=False):
        if self.place and (closed or not self.in_transaction):
            self.line.leave(self.place)
            self.place = None

    def commit(self):
        super().commit()
        self.end_turn()

    def rollback(self):
        super().rollback()
        self.end_turn()

    def close(self):
        super().close()
        self.end_turn(closed=True)

    def __del__(self):
        self.end_turn(closed=True)


class Cursor(base.SQLiteCursorWrapper):
    def execute(self, query, params=None):
        """What begins a transaction waits for a turn, and so does what writes outside of one. Reading waits for nobody."""
        if self.connection.in_transaction or not WRITES.match(query):
            return super().execute(query, params)
        self.connection.take_turn()
        try:
            return super().execute(query, params)
        finally:
            self.connection.end_turn()


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self):
        return super().get_connection_params() | {"factory": Connection}

    def create_cursor(self, name=None):
        return self.connection.cursor(factory=Cursor)
