"""What leaves as a file: notes, no live formulas, and the mark of a demonstration."""

import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from odf import table as odf
from odf.opendocument import load
from odf.teletype import extractText

from look.spreadsheets import harmless
from reports.definitions import DEFINITIONS
from reports.method import METHOD
from reports.models import Measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def download(client, analyst, refreshed):
    refreshed()
    client.force_login(analyst)

    def get(address):
        response = client.get(address)
        content = b"".join(response)
        assert content.startswith(b"\xef\xbb\xbf")
        return response, list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))

    return get


def xlsx(content):
    """{sheet: rows}, as another program reads them; a formula would come back as a formula."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert not [c for page in book for row in page for c in row if c.data_type == "f"]
    return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book}


def ods(content):
    """The same of an OpenDocument file."""
    pages = load(io.BytesIO(content)).spreadsheet.getElementsByType(odf.Table)
    assert not [c for page in pages for c in page.getElementsByType(odf.TableCell) if c.getAttribute("formula")]
    return {page.getAttribute("name"): [_cells(row) for row in page.getElementsByType(odf.TableRow)] for page in pages}


def _cells(row):
    cells = row.getElementsByType(odf.TableCell)
    return [int(n) if (n := cell.getAttribute("value")) else extractText(cell) for cell in cells]


TOLD = ("Content-Type", "Content-Disposition")
READERS = {"xlsx": xlsx, "ods": ods}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", " ="])
def test_what_a_spreadsheet_would_run_is_neutralised(start):
    assert harmless(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("cell", ["[c]", "Camden", 15, -3])
def test_everything_else_stays_as_it_is(cell):
    assert harmless(cell) == cell


def test_an_organisation_with_a_formula_for_a_name_leaves_as_text(download, council, enrolled, refreshed):
    council.name = "=HYPERLINK(0)"
    council.save()
    enrolled(council)
    refreshed()
    _, rows = download("/figures/organisations.csv")
    assert "'=HYPERLINK(0)" in [row[0] for row in rows if row]


def test_a_file_says_what_it_is_and_what_it_counts(download):
    response, rows = download("/figures/regions.csv?principle=p4")
    notes = {row[0]: row[1] for row in rows[rows.index([]) + 1 :]}
    assert "Management information" in notes["Status"]
    assert notes["Figures as at"] == "15 July 2026, 13:00 (Europe/London)"
    assert notes["Principle"].startswith("4.")
    assert notes["Address"].endswith("/figures/regions/?principle=p4")
    assert {title for title, _ in METHOD} <= notes.keys()
    assert "Memberships" in notes["Registered"]
    assert response["Content-Disposition"] == 'attachment; filename="regions-2026-07.csv"'


@pytest.mark.parametrize("kind", READERS)
def test_spreadsheets_hold_the_figures_and_the_notes_of_the_csv(download, client, kind, enrolled, council, refreshed):
    council.name = "=HYPERLINK(0)"
    council.save()
    enrolled(council)
    refreshed()
    rows = download("/figures/organisations.csv")[1]
    empty = rows.index([])
    response = client.get(f"/figures/organisations.{kind}")
    assert response["Content-Disposition"] == f'attachment; filename="organisations-2026-07.{kind}"'
    read = READERS[kind](b"".join(response))
    as_text = {name: [[str(cell) for cell in row] for row in page] for name, page in read.items()}
    assert as_text == {"Figures": rows[:empty], "Notes": rows[empty + 1 :]}
    assert all(isinstance(cell, int) or cell in ("[c]", "[z]") for cell in read["Figures"][-1][1:])


def test_a_demonstration_says_so_in_its_files(download, settings):
    settings.DEMONSTRATION = True
    response, rows = download("/figures/regions.csv")
    assert ["Specimen", "SPECIMEN. Demonstration: people and figures are invented."] in rows
    assert "specimen-" in response["Content-Disposition"]


def test_every_measure_has_its_definition():
    assert {measure.value for measure in Measure} <= {definition.code for definition in DEFINITIONS}
    assert all(d.definition and d.source and d.changed_on for d in DEFINITIONS)


@pytest.mark.parametrize("address", ["/figures/regions.xlsx?principle=p4", "/figures/every-figure.csv"])
def test_who_asks_for_the_head_alone_is_told_what_there_is_and_nothing_is_made(download, client, address):
    whole = client.get(address)
    with CaptureQueriesContext(connection) as captured:
        head = client.head(address)
    assert head.status_code == 200
    assert b"".join(head) == b""
    assert [head[name] for name in TOLD] == [whole[name] for name in TOLD]
    assert not [query for query in captured if "reports_figure" in query["sql"]]
    assert client.head("/figures/every-figure.csv?from=Narnia").status_code == 400
