"""The health of all content: every rule over what is live and over each draft; filtered, in any order, and as a file.

Seen to fail: with drafts of lessons left out, and with what is published judged as its draft.
"""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from courses import accepting, health
from people.permissions import AUTHORS
from tests.courses.editing import sign_in
from tests.courses.pages import the_lesson, the_module, today
from tests.curriculum import AT, later

URL = reverse("courses:health")


@pytest.fixture
def author(module, client, time_machine):
    time_machine.move_to(AT)
    return sign_in(client, AUTHORS)


def drafted(page, **changes):
    for field, value in changes.items():
        setattr(page, field, value)
    page.save_revision()


def rows(on=None):
    return [(row.rule, row.title, row.state, row.weight) for row in health.rows(on=on or today())]


def table(client, **asked):
    """The columns What to do and Page of the report, in its order."""
    page = client.get(URL, asked)
    return [(row.weight, row.title) for row in page.context["object_list"]]


def test_sound_content_has_no_row(author, client):
    assert rows() == []
    assert "All is well" in client.get(URL).text


def test_the_draft_of_a_lesson_in_a_live_module_is_judged(author):
    drafted(the_lesson("m01/l02"), summary="")
    assert rows() == [("no-summary", "Lesson l02", "Draft", "To look at")]


def test_what_is_published_is_judged_though_its_draft_is_sound(author):
    drafted(the_module(), review_on=later(days=4000).date())
    after = later(days=500).date()
    assert ("review-passed", "Module m01", "Published", "To look at") in rows(after)
    assert ("review-passed", "Module m01", "Draft", "To look at") not in rows(after)


def test_what_both_have_is_said_once_and_a_reason_is_given_with_it(author):
    module = the_module()
    drafted(module, legal_review=True)
    module.refresh_from_db()
    (entry,) = (row.entry for row in health.rows(on=today()))
    key = entry.accept_url.strip("/").split("/")[-1]
    accepting.accept(page=module, key=key, reason="She has read it.", by=author, on=today())
    (row,) = health.rows(on=today())
    assert (row.weight, row.message.split(" Accepted: ")[1]) == ("May stand", "“She has read it.”")


@pytest.fixture
def _unwell(author):
    """One thing to put right, and two to look at."""
    drafted(the_module("m01"), review_on=None, title="=HYPERLINK(1)")
    drafted(the_lesson("m02/l01"), summary="")
    drafted(the_lesson("m02/l02"), summary="")


@pytest.mark.usefixtures("_unwell")
def test_what_is_to_be_put_right_comes_first_and_leads_to_its_place(client):
    assert table(client)[0] == ("To put right", "=HYPERLINK(1)")
    assert reverse("wagtailadmin_pages:edit", args=[the_lesson("m02/l01").pk]) in client.get(URL).text


@pytest.mark.usefixtures("_unwell")
def test_it_is_sorted_by_any_column_both_ways(client):
    for column in ("rank", "title", "part", "state", "rule"):
        up, down = (client.get(URL, {"ordering": f"{sign}{column}"}).context["object_list"] for sign in ("", "-"))
        values = [getattr(row, column) for row in up]
        assert values == sorted(values)
        assert [getattr(row, column) for row in down] == sorted(values, reverse=True)


FILTERS = [
    ({"weight": "To put right"}, 1),
    ({"weight": "May stand"}, 0),
    ({"part": "Module m02"}, 2),
    ({"state": "Draft"}, 3),
    ({"state": "Published"}, 0),
    ({"part": "Module m02", "weight": "To put right"}, 0),
    ({"weight": "No such thing"}, 3),
]


@pytest.mark.usefixtures("_unwell")
def test_it_is_filtered(client):
    assert [len(table(client, **asked)) for asked, _ in FILTERS] == [found for _, found in FILTERS]


@pytest.mark.usefixtures("_unwell")
def test_it_leaves_as_a_file_of_what_is_shown_without_formulas(client):
    given = client.get(URL, {"export": "csv", "weight": "To put right"}).streaming_content
    headings, row = csv.reader(io.StringIO(b"".join(given).decode()))
    assert headings == ["What to do", "Finding", "Page", "Module or pathway", "State", "Rule"]
    assert (row[0], row[2], row[5]) == ("To put right", "'=HYPERLINK(1)", "no-review-date")
    book = b"".join(client.get(URL, {"export": "xlsx"}).streaming_content)
    cells = [cell for line in load_workbook(io.BytesIO(book)).active for cell in line]
    assert len(cells) == 6 * 4
    assert "'=HYPERLINK(1)" in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} == {"s"}
