"""What the overview costs and leaves out, and by which name figures go."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports import definitions
from reports.models import Figure
from reports.overview import overview_of
from tests.cast import make_council
from tests.reports.conftest import NOW, many, record_completions

pytestmark = pytest.mark.django_db
FIGURES, PAGE = 2, 7  # regions, cells; and with them session, person, and the count three times


def test_all_of_the_overview_is_read_in_one_statement(council, module, refreshed, django_assert_num_queries):
    record_completions(many(council, 40), module)
    refreshed()
    with django_assert_num_queries(FIGURES):
        found = overview_of([NOW.date().replace(day=1)])
    assert found.principles.total.numbers[3].text == "40"
    assert found.headlines[2].number.text == "40"


def test_the_page_costs_the_same_with_more_of_everything(client, analyst, council, module, refreshed):
    client.force_login(analyst)
    client.get("/figures/")
    costs = []
    for number in (5, 60):
        record_completions(many(council, number), module)
        record_completions(many(make_council(f"Town {number}", f"town{number}.gov.uk"), number), module)
        refreshed()
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/figures/").status_code == 200
        costs.append(len(captured))
    assert costs[0] == costs[1] <= PAGE


def test_no_region_is_a_row_only_where_somebody_is_in_none(client, analyst, council, module, refreshed):
    record_completions(many(council, 40), module)
    refreshed()
    client.force_login(analyst)
    for address in ("/figures/", "/figures/regions/", "/figures/coverage/"):
        assert "In no region</th>" not in client.get(address).content.decode()
    Figure.objects.filter(place_kind="region", measure="registered").update(place="none")
    assert "In no region</a></th>" in client.get("/figures/regions/").content.decode()


@pytest.mark.parametrize(
    ("official", "released", "status", "said"),
    [
        (False, True, "Management information", "Management information, not official statistics."),
        (False, False, "Management information", "Management information, not official statistics."),
        (True, True, "Official statistics", "Official statistics."),
        (True, False, "Management information", "Only the published figures are official statistics"),
    ],
)
def test_what_figures_are_called_follows_the_setting(settings, official, released, status, said):
    settings.OFFICIAL_STATISTICS = official
    assert definitions.status(released=released) == status
    assert said in definitions.label(released=released)


def test_the_dictionary_says_what_is_not_told_and_why(client, analyst):
    client.force_login(analyst)
    page = client.get("/figures/definitions/").content.decode()
    assert "What is not told" in page
    assert "a number of attempts can be one person’s alone" in page
