"""On the certificate everything stands in its place, however long the facts are, and what is left out is said."""

import pytest

from certificates import layout
from tests.certificates.conftest import imagined


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"name": "W" * 120, "organisation_name": "M" * 160, "title": "W" * 255, "outcomes": ["W" * 255] * 9},
        {"name": "ab " * 40, "organisation_name": "cd " * 53, "title": "ef " * 85, "outcomes": ["gh " * 85] * 9},
        {
            "kind": "course",
            "modules": ["A module of ordinary length"] * 40,
            "principles": ["p1", "p2", "p3", "p4", "p5"],
        },
        {"outcomes": [], "organisation_name": ""},
    ],
)
def test_everything_stands_between_the_issuer_and_the_foot(facts):
    page = layout.page(imagined(**facts))
    everything = (*page.pieces, page.covers, *page.items)
    assert min(piece.top for piece in everything) >= layout.TOP
    assert max(piece.top + piece.height for piece in everything) <= layout.BOTTOM
    assert page.name.size >= 13


def test_what_is_left_out_for_want_of_room_is_said():
    page = layout.page(imagined(outcomes=["gh " * 85] * 9, title="ef " * 85))
    assert "more, on the page that checks this certificate" in page.items[-1].lines[0]


def test_an_organisation_stands_under_the_name_and_the_title_under_both():
    page = layout.page(imagined())
    assert page.name.top < page.organisation.top < page.title.top < page.covers.top < page.items[0].top
