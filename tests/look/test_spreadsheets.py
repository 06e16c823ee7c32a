"""A CSV file runs nothing in the program that opens it."""

import csv
import io
from datetime import date

import pytest

from look.spreadsheets import csv_file, harmless


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "＝"])
def test_what_would_be_run_gets_an_apostrophe(start):
    assert harmless(f"{start}cmd") == f"'{start}cmd"


@pytest.mark.parametrize("value", ["Ann", "", 5, -5, None, date(2026, 6, 1), "a=b"])
def test_everything_else_stays_what_it_is(value):
    assert harmless(value) == value


def test_a_file_is_read_back_as_it_was_written():
    data = csv_file(("Name", "Done"), [("Zoë, “Z”", 3), ("=1", None)])
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) == [["Name", "Done"], ["Zoë, “Z”", "3"], ["'=1", ""]]
