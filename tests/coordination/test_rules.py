"""What a heading asks for, and how far somebody is. No database."""

from datetime import date

import pytest

from coordination import rules
from coordination.rules import State


@pytest.mark.parametrize(
    "heading", ["Party", "party ", "Political Group", "GROUP", "Political affiliation", "Group/Whip", "party_name"]
)
def test_a_heading_that_asks_for_a_party_is_known(heading):
    assert rules.names_a_party(heading)


@pytest.mark.parametrize("heading", ["Name", "Email", "Department", "Grouped", "Ward", "Partner", ""])
def test_other_headings_are_not(heading):
    assert not rules.names_a_party(heading)


def test_completed_is_never_overdue():
    assert rules.is_overdue(date(2026, 6, 1), State.STARTED, date(2026, 6, 2))
    assert not rules.is_overdue(date(2026, 6, 1), State.STARTED, date(2026, 6, 1))
    assert not rules.is_overdue(date(2026, 6, 1), State.COMPLETED, date(2026, 6, 2))
    assert not rules.is_overdue(None, State.STARTED, date(2026, 6, 2))
