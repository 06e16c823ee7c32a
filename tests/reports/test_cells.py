"""Every figure in one file: the same from the database's own COPY as from this process, and quick."""

import csv
import io
import time
from datetime import date

import pytest
from django.db import connection

from reports import cells
from reports.models import Figure

pytestmark = pytest.mark.django_db
JULY = date(2026, 7, 1)


@pytest.fixture
def figures(db):
    facts = {"month": JULY, "measure": "registered", "place_kind": "organisation"}
    Figure.objects.bulk_create(
        Figure(**facts, place=place, value=value) for place, value in (("=cmd", 5), ("testham", None), ("zoë, “z”", 40))
    )


def read(chunks):
    return list(csv.reader(io.StringIO(b"".join(chunks).decode("utf-8-sig"))))


def test_every_cell_is_there_with_what_is_withheld_and_no_formula(figures):
    heading, *rows = read(cells.csv_of([JULY]))
    assert tuple(heading) == cells.COLUMNS
    assert [(row[3], row[-1]) for row in rows] == [("'=cmd", "5"), ("testham", "[c]"), ("zoë, “z”", "40")]
    assert read(cells.csv_of([date(2026, 6, 1)])) == [heading]


def test_analysts_fetch_it_and_nobody_else(client, analyst, learner, figures, refreshed):
    refreshed()
    client.force_login(analyst)
    response = client.get("/figures/every-figure.csv")
    assert response.getvalue().startswith(b"\xef\xbb\xbfmonth,")
    assert client.get("/figures/every-figure.csv?from=Narnia").status_code == 400
    client.force_login(learner)
    assert client.get("/figures/every-figure.csv").status_code == 403


@pytest.mark.postgres
def test_the_database_copies_what_this_process_writes_and_a_hundred_thousand_in_two_seconds(figures):
    facts = {"month": JULY, "measure": "registered", "place_kind": "organisation", "audience": "councillor"}
    Figure.objects.bulk_create(
        (Figure(**facts, place=f"p{n:06}", value=5 * n) for n in range(100_000)), batch_size=5000
    )
    began = time.process_time(), time.monotonic()
    copied = read(cells.csv_of([JULY]))
    assert time.monotonic() - began[1] < 2 or time.process_time() - began[0] < 2
    assert len(copied) == 100_004
    assert sorted(copied) == sorted(read(cells._written([JULY])))
    assert connection.vendor == "postgresql"
