"""Who sees figures, what an address may ask for, and that nobody's name is ever among them."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from reports import tasks
from reports.questions import QUESTIONS
from tests.reports.conftest import learn, many, record_completions

pytestmark = pytest.mark.django_db

PAGES = ["/figures/", "/figures/definitions/", *(f"/figures/{slug}/" for slug in QUESTIONS)]
FILES = [f"/figures/{slug}.{kind}" for slug in QUESTIONS for kind in ("csv", "xlsx", "ods")]


@pytest.fixture
def desk(client, analyst, refreshed):
    refreshed()
    client.force_login(analyst)
    return client


def text_of(response):
    return b"".join(response) if response.streaming else response.content


def test_analysts_see_every_page_and_file(desk):
    assert {address: desk.get(address).status_code for address in (*PAGES, *FILES)} == dict.fromkeys(
        (*PAGES, *FILES), 200
    )


@pytest.mark.parametrize("who", ["learner", "colleague", "coordinator", "stranger", "editor", "publisher"])
def test_nobody_else_who_is_signed_in_sees_any(client, refreshed, request, who):
    refreshed()
    client.force_login(request.getfixturevalue(who))
    assert {client.get(page).status_code for page in [*PAGES, *FILES]} == {403}
    assert client.post("/figures/refresh/").status_code == 403


def test_somebody_who_is_not_signed_in_is_asked_to_sign_in_and_led_back(client, refreshed):
    refreshed()
    response = client.get("/figures/regions/?principle=p4")
    assert response.status_code == 302
    assert response.url.startswith(reverse("people:sign-in"))
    assert quote("/figures/regions/?principle=p4", safe="/") in response.url


def test_an_analyst_whose_right_is_withdrawn_sees_nothing_more(desk, analyst):
    analyst.groups.clear()
    assert desk.get("/figures/").status_code == 403


def test_no_page_and_no_file_names_a_person(desk, enrolled, council, module, refreshed):
    person = enrolled(council)
    learn(person, module)
    refreshed()
    for page in [*PAGES, *FILES]:
        found = text_of(desk.get(page))
        assert person.name.encode() not in found
        assert person.email.encode() not in found


def test_one_completion_is_withheld_wherever_it_is_looked_for(desk, enrolled, council, module, refreshed):
    learn(enrolled(council), module)
    refreshed()
    for table in ("regions", "organisations", "audiences", "principles", "months", "modules"):
        response = desk.get(f"/figures/{table}/")
        shown = [number.value for row in response.context["table"].rows for number in row.numbers]
        assert None in shown, table
        assert not any(value in range(1, 5) for value in shown if value)
        assert "[c]" in response.content.decode()


def test_a_filter_in_the_address_selects_and_can_be_cited(desk, council, other_council, module, refreshed):
    people = many(council, 30, "councillor") + many(other_council, 30)
    record_completions(people, module)
    refreshed()
    chosen = desk.get("/figures/audiences/?region=E12000009&principle=p4&from=2026-07&to=2026-07")
    numbers = {row.key: [number.text for number in row.numbers] for row in chosen.context["table"].rows}
    assert numbers["councillor"] == ["30"]
    assert numbers["digital_team"] == ["0"]


def test_a_file_holds_the_same_figures_as_its_page(desk, council, module, refreshed):
    record_completions(many(council, 40), module)
    refreshed()
    rows = desk.get("/figures/regions/").context["table"].rows
    lines = text_of(desk.get("/figures/regions.csv")).decode("utf-8-sig").splitlines()
    for row in rows:
        assert any(line.startswith(f"{row.label},{row.numbers[0].plain},") for line in lines)


@pytest.mark.parametrize(
    "asked",
    [
        "region=Narnia",
        "region=E12000009'%20OR%201=1--",
        "from=2026-13",
        "from=1900-01&to=2999-12",
        "from=2026-07&to=2026-06",
        "to=yesterday",
        "audience=%00",
        "principle=p9",
        f"region={'x' * 5000}",
    ],
)
def test_what_cannot_be_asked_gets_a_clear_answer(desk, asked):
    for address in (f"/figures/months/?{asked}", f"/figures/months.csv?{asked}"):
        response = desk.get(address)
        assert response.status_code == 400
        assert "There is a problem" in response.content.decode()


def test_a_cut_that_a_table_does_not_take_is_refused_in_words(desk):
    response = desk.get("/figures/types/?audience=councillor")
    assert response.status_code == 400
    assert "cannot be cut by audience" in response.content.decode()


@pytest.mark.parametrize("address", ["/figures/nothing/", "/figures/nothing.csv"])
def test_a_table_that_there_is_not_is_not_found(desk, address):
    assert desk.get(address).status_code == 404


def test_an_unknown_order_changes_nothing_and_is_not_repeated(desk):
    response = desk.get("/figures/regions/?sort=%3Cscript%3Ealert(1)%3C/script%3E")
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_regions_can_be_sorted_by_their_numbers_but_organisations_are_never_ranked(
    desk, council, other_council, module, refreshed
):
    many(council, 40)
    many(other_council, 20)
    refreshed()
    ranked = desk.get("/figures/types/?sort=-registered").context["table"].rows
    assert ranked[0].key == "unitary"
    for order in ("registered", "-registered"):
        rows = desk.get(f"/figures/organisations/?sort={order}").context["table"].rows
        assert [row.label for row in rows] == sorted(row.label for row in rows)
    assert "sort=registered" not in desk.get("/figures/organisations/").content.decode()


def test_before_the_first_count_the_overview_says_so_and_can_count(client, analyst):
    client.force_login(analyst)
    assert "not been counted for the first time" in client.get("/figures/").content.decode()
    assert client.get("/figures/regions/").status_code == 404
    assert client.post("/figures/refresh/").status_code == 302
    assert "Being counted again" in client.get("/figures/").content.decode()
    tasks.refresh_when_asked()
    assert client.get("/figures/regions/").status_code == 200
    assert "Being counted again" not in client.get("/figures/").content.decode()


def test_looking_counts_nothing_again(desk, enrolled, council):
    before = desk.get("/figures/").context["latest"].as_at
    enrolled(council)
    assert desk.get("/figures/refresh/").status_code == 405
    assert desk.get("/figures/").context["latest"].as_at == before


def test_a_page_costs_the_same_however_many_learn(desk, council, module, refreshed, django_assert_max_num_queries):
    costs = {}
    for page in PAGES:
        with django_assert_max_num_queries(40) as few:
            desk.get(page)
        costs[page] = len(few.captured_queries)
    record_completions(many(council, 30), module)
    refreshed()
    for page, cost in costs.items():
        with django_assert_max_num_queries(cost):
            desk.get(page)


def test_every_table_says_that_rounded_figures_may_not_add_up(desk):
    for page in PAGES:
        found = desk.get(page).content.decode()
        assert found.count("Rounded figures may not add up") >= found.count("<table"), page
        assert "Management information" in found, page
