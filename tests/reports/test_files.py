"""What leaves as a file: notes, no live formulas, and the mark of a demonstration."""

import csv
import io

import pytest

from look.spreadsheets import harmless
from reports.definitions import DEFINITIONS, METHOD
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


def test_a_demonstration_says_so_in_its_files(download, settings):
    settings.DEMONSTRATION = True
    response, rows = download("/figures/regions.csv")
    assert ["Specimen", "SPECIMEN. Demonstration: people and figures are invented."] in rows
    assert "specimen-" in response["Content-Disposition"]


def test_every_measure_has_its_definition():
    assert {measure.value for measure in Measure} <= {definition.code for definition in DEFINITIONS}
    assert all(d.definition and d.source and d.changed_on for d in DEFINITIONS)
