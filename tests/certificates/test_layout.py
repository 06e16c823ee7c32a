"""On the certificate everything stands in its place, however long the facts are, and what is left out is said."""

from datetime import date

import pytest

from certificates import layout
from paper.typesetting import SANS, width
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


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("Xi", 1),
        ("عائشة بنت عبد الرحمن الأندلسي", 1),
        ("Zoë 🎉 O’Neill 👩🏽‍💻 Nguyễn", 1),
        ("Anneliese Featherstonehaugh-Cholmondeley", 2),
        ("Angharad Llywelyn-Gwenllian Featherstonehaugh-Cholmondeley ap Rhydderch of Llanfairpwllgwyn", 3),
    ],
)
def test_a_name_stands_large_on_as_few_lines_as_it_needs(name, most):
    piece = layout.page(imagined(name=name)).name
    assert len(piece.lines) == most
    assert piece.size >= 26


def test_letters_that_reach_far_down_do_not_touch_the_organisation():
    plain, tall = layout.page(imagined()), layout.page(imagined(name="عائشة الأندلسي"))
    assert tall.organisation.top - tall.name.top > 1.2 * (plain.organisation.top - plain.name.top)


@pytest.mark.parametrize("by_assessment", [True, False])
def test_the_facts_at_the_foot_never_touch(by_assessment):
    day = date(2028, 11, 22)
    edition = "Edition 12, 30 September 2026"
    facts = layout.page(imagined(expires_on=day, minutes=999, edition=edition, by_assessment=by_assessment)).facts
    ends = [left + width(value, SANS, 10) for _, value, left in facts]
    assert all(end + 1 < left for end, (_, _, left) in zip(ends, facts[1:], strict=False))
    assert ends[-1] <= layout.LEFT + layout.WIDE + 0.1


def test_the_second_column_begins_where_the_first_does():
    page = layout.page(imagined(outcomes=["One", "Two", "Three", "Four", "Five"]))
    first, second = (
        [item for item in page.items if item.left == left] for left in sorted({i.left for i in page.items})
    )
    assert len(first) == 3
    assert second[0].top == first[0].top
    assert page.rise == pytest.approx(3 * (first[1].top - first[0].top), abs=0.05)


def test_what_is_left_out_for_want_of_room_is_said():
    page = layout.page(imagined(outcomes=["gh " * 85] * 9, title="ef " * 85))
    assert "more, on the page that checks this certificate" in page.items[-1].lines[0]


def test_an_organisation_stands_under_the_name_and_the_title_under_both():
    page = layout.page(imagined())
    assert page.name.top < page.organisation.top < page.title.top < page.covers.top < page.items[0].top
