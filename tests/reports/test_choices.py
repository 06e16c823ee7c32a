"""What a reader can choose beside a filter: two periods, the end of a month, a financial year, organisations by successor."""

from datetime import UTC, datetime, timedelta

import pytest

from organisations import actions as organisations
from people.actions import become_member
from people.models import Standing
from reports.models import Figure
from tests.cast import make_council
from tests.reports.conftest import NOW, many, record_completions

pytestmark = pytest.mark.django_db
JUNE = datetime(2026, 6, 10, 12, tzinfo=UTC)


@pytest.fixture
def total(client, analyst, refreshed):
    """`total(address)`: {column: number} of the row of all of them."""
    client.force_login(analyst)

    def get(address):
        table = client.get(address).context["table"]
        columns = [column.key for column in table.columns]
        return dict(zip(columns, [number.text for number in table.total.numbers], strict=True))

    return get


def test_two_periods_stand_side_by_side_with_the_change_between_what_is_shown(total, council, module, refreshed):
    many(council, 30, at=JUNE)
    many(council, 22, at=NOW)
    refreshed()
    found = total("/figures/regions/?to=2026-07&compare=2026-06")
    assert {key: found[key] for key in ("registered", "registered-2026-06", "registered-change")} == {
        "registered": "50", "registered-2026-06": "30", "registered-change": "+20",
    }  # fmt: skip


def test_the_end_of_a_month_is_told_as_it_was_then(total, council, other_council, refreshed):
    """Thirty serve on the last of June; twenty of them move on in July."""
    people = many(council, 30, at=datetime(2026, 6, 30, 21, tzinfo=UTC))
    for person in people[:20]:
        become_member(
            user=person,
            organisation=other_council,
            audience="other",
            standing=Standing.MATCHED,
            at=NOW - timedelta(days=1),
        )
    refreshed()
    there = Figure.objects.filter(measure="registered", place_kind="organisation", audience="")
    of = {(f"{figure.month:%m}", figure.place): figure.value for figure in there}
    assert of["06", council.slug] == 30
    assert total("/figures/regions/?to=2026-06")["registered"] == total("/figures/regions/")["registered"] == "30"
    assert of["07", other_council.slug] == 20


def test_a_financial_year_is_its_months_and_the_sum_of_what_is_shown_of_them(total, council, module, refreshed):
    record_completions(many(council, 22), module, at=JUNE)
    record_completions(many(council, 33), module, at=NOW)
    refreshed()
    found = total("/figures/modules/?year=2026")
    assert found == {"completions-2026-06": "20", "completions-2026-07": "35", "completions-year": "55"}


def test_a_financial_year_is_withheld_where_one_of_its_months_is(total, council, module, refreshed):
    record_completions(many(council, 3), module, at=JUNE)
    record_completions(many(council, 33), module, at=NOW)
    refreshed()
    assert total("/figures/modules/?year=2026")["completions-year"] == "[c]"


def test_organisations_stand_as_they_were_or_with_those_that_they_succeeded(
    client, analyst, council, other_council, module, refreshed
):
    new = make_council("Newham Vale Council", "newhamvale.gov.uk")
    record_completions([*many(council, 20), *many(other_council, 30)], module, at=JUNE)
    organisations.succeed(
        predecessors=[council, other_council], successors=[new], on_date=JUNE.date(), at=JUNE, by=None
    )
    refreshed()
    client.force_login(analyst)
    rows = {
        kept: [row.label for row in client.get(f"/figures/organisations/?organisations={kept}").context["table"].rows]
        for kept in ("", "successors")
    }
    assert council.name in rows[""]
    assert rows["successors"] == [f"{new.name}, with those before it"]
