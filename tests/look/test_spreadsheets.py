"""A file runs nothing in the program that opens it, whoever wrote it: this process or the database."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from look.spreadsheets import WRITERS, Sheet, csv_file, harmless, harmless_in_sql


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "＝", "\u00a0=", "\ufeff@", "\u200b-", "\n+"])
def test_what_would_be_run_gets_an_apostrophe(start):
    assert harmless(f"{start}cmd") == f"'{start}cmd"


@pytest.mark.parametrize("value", ["Ann", "", 5, -5, None, date(2026, 6, 1), "a=b"])
def test_everything_else_stays_what_it_is(value):
    assert harmless(value) == value


def test_a_file_is_read_back_as_it_was_written():
    data = csv_file(("Name", "Done"), [("Zoë, “Z”", 3), ("=1", None)])
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) == [["Name", "Done"], ["Zoë, “Z”", "3"], ["'=1", ""]]


def test_what_no_file_can_hold_is_left_out_before_it_hides_a_formula():
    assert harmless("\x00\x1b=1") == "'=1"
    assert harmless("Te\x0bst") == "Test"


@pytest.mark.parametrize("kind", WRITERS)
def test_rows_are_taken_one_by_one_and_the_columns_guarded_too(kind):
    rows = ([f"Person {n}", n, date(2026, 6, 1), None] for n in range(2000))
    assert len(b"".join(WRITERS[kind](Sheet("People", ("=Name", "Number", "Day", "Empty"), rows)))) > 5000


STARTS = st.text(st.sampled_from("=+-@＝＋－＠ \t\r\n\u00a0\u2007\u200b\ufeff\u3000\x01\x1b'a1é"), max_size=4)


@pytest.mark.postgres
@pytest.mark.django_db
@settings(max_examples=300, deadline=None)
@given(
    st.builds(
        str.__add__, STARTS, st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=5)
    )
)
def test_the_database_guards_exactly_as_this_process_does(text):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {harmless_in_sql('cell')} FROM (SELECT %s::text AS cell) AS row", [text])
        assert cursor.fetchone() == (harmless(text),)
