"""Coverage of the principles by audience: what is live, by the surest way that it reaches somebody; on screen and as a file."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from courses.coverage import ADDRESSED, OPTIONAL, REQUIRED, coverage
from people.permissions import AUTHORS
from tests.courses.editing import sign_in
from tests.curriculum import build_course, build_module


@pytest.fixture
def modules(db, settings):
    settings.REFUSE_UNSOUND_PAGES = False  # short pages will do
    required, optional, addressed = (
        build_module(principle="p2", audiences=["councillor"], title=title) for title in ("=Kept", "Chosen", "Free")
    )
    build_course(required, optional=[optional], audiences=["councillor"])
    build_course(optional=[required], audiences=["councillor"])
    return required, optional, addressed


def cell(audience, principle):
    (row,) = (row for row in coverage() if row.audience.code == audience)
    return next(cell for cell in row.cells if cell.principle.code == principle)


def test_each_module_stands_with_the_surest_way_that_it_reaches_an_audience(modules):
    required, optional, addressed = modules
    ways = dict(cell("councillor", "p2").modules)
    assert ways == {required: REQUIRED, optional: OPTIONAL, addressed: ADDRESSED}


def test_a_principle_that_no_pathway_requires_is_a_gap(modules):
    assert not cell("councillor", "p2").is_gap
    assert cell("councillor", "p3").is_gap
    assert cell("chief_officer", "p2").is_gap


def test_what_is_not_live_covers_nothing(modules):
    for module in modules:
        module.unpublish()
    assert cell("councillor", "p2").modules == ()


def test_the_number_of_queries_does_not_grow_with_modules(modules, django_assert_num_queries):
    with django_assert_num_queries(2):
        coverage()


def test_an_editor_reads_it_and_takes_it_away_without_formulas(modules, client):
    sign_in(client, AUTHORS)
    page = client.get(reverse("courses:coverage"), {"audience": "councillor"})
    assert "<strong>Gap</strong>" in page.text
    assert "Chief executive, director" not in page.text.split("<tbody>")[1]
    csv_file = b"".join(client.get(reverse("courses:coverage"), {"export": "csv"}).streaming_content)
    rows = list(csv.reader(io.StringIO(csv_file.decode("utf-8-sig"))))
    assert ["Councillor", "Fix the plumbing", "'=Kept", REQUIRED] in rows
    book = b"".join(client.get(reverse("courses:coverage"), {"export": "xlsx"}).streaming_content)
    cells = [cell for row in load_workbook(io.BytesIO(book)).active for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.value == "'=Kept" for cell in cells)


def test_those_with_most_gaps_can_come_first(modules, client):
    sign_in(client, AUTHORS)
    rows = client.get(reverse("courses:coverage"), {"order": "gaps"}).context["rows"]
    assert [row.gaps for row in rows] == sorted((row.gaps for row in rows), reverse=True)
    assert rows[-1].audience.code == "councillor"


def test_an_audience_that_does_not_exist_is_not_found(client, db):
    sign_in(client, AUTHORS)
    assert client.get(reverse("courses:coverage"), {"audience": "'; DROP"}).status_code == 404


def test_a_learner_does_not_read_it(client, db):
    sign_in(client)
    assert client.get(reverse("courses:coverage")).status_code in (302, 403)
