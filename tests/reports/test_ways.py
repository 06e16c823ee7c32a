"""One topic in other rows: every page, file and answer of it, and what cannot be cut then."""

import pytest
from django.utils import timezone

from reports import tokens
from reports.questions import QUESTIONS
from tests.reports.conftest import learn, many, record_completions

pytestmark = pytest.mark.django_db
WAYS = [(slug, way) for slug, question in QUESTIONS.items() for way in question.ways]


@pytest.fixture
def rows(client, analyst, refreshed):
    refreshed()
    client.force_login(analyst)

    def get(address):
        table = client.get(address).context["table"]
        heads = [column.key for column in table.columns]
        return {row.key: dict(zip(heads, [n.text for n in row.numbers], strict=True)) for row in table.rows}

    return get


def test_assessments_are_told_by_audience_region_and_month(rows, enrolled, council, module, refreshed):
    for _ in range(12):
        learn(enrolled(council, audience="councillor"), module)
    refreshed()
    by_audience = rows("/figures/assessments/?by=audience")
    assert by_audience["councillor"]["sat"] == "10"
    assert by_audience["councillor"]["passed-first"] == "[c]", "all of a group that may be under ten"
    assert by_audience["senior_manager"]["sat"] == "0"
    assert rows("/figures/assessments/?by=region&principle=p4")["E12000009"]["sat"] == "10"
    assert rows("/figures/assessments/?by=month&audience=councillor")["2026-07"]["sat"] == "10"
    assert rows("/figures/assessments/?by=type")["unitary"]["sat"] == "10"


def test_registrations_and_activity_are_told_by_organisation_and_never_ranked(rows, council, module, refreshed, client):
    record_completions(many(council, 40), module)
    refreshed()
    found = rows("/figures/activity/?by=organisation&to=2026-06&sort=-joined")
    assert found[council.slug]["joined"] == "40"
    heads = client.get("/figures/activity/?by=organisation").context["heads"]
    assert [head["href"] for head in heads if head["href"]] == ["?by=organisation&sort=name"]


def test_every_page_has_its_file_and_its_answer_with_the_same_figures(
    rows, client, administrator, enrolled, council, module, refreshed
):
    learn(enrolled(council), module)
    record_completions(many(council, 40), module)
    refreshed()
    plain = tokens.issue(name="Reader", days=1, by=administrator, at=timezone.now())[1]
    for slug, way in WAYS:
        page = rows(f"/figures/{slug}/?by={way}")
        answer = client.get(f"/api/v1/tables/{slug}?by={way}", headers={"Authorization": f"Bearer {plain}"}).json()
        said = {
            row["key"]: [n["mark"] or f"{n['value']:,}{n['unit']}" for n in row["numbers"]] for row in answer["rows"]
        }
        assert said == {key: list(numbers.values()) for key, numbers in page.items()}, (slug, way)
        file = client.get(f"/figures/{slug}.csv?by={way}")
        assert f"-by-{way}-2026-07" in file["Content-Disposition"]
        assert answer["title"] in b"".join(file).decode(), (slug, way)


def test_programs_find_in_which_rows_a_table_can_be_asked_for(client, administrator, refreshed):
    refreshed()
    plain = tokens.issue(name="Reader", days=1, by=administrator, at=timezone.now())[1]
    tables = client.get("/api/v1/tables", headers={"Authorization": f"Bearer {plain}"}).json()["tables"]
    assert {each["name"]: each["ways"] for each in tables} == {s: sorted(q.ways) for s, q in QUESTIONS.items()}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("assessments/?by=type&audience=councillor", "cannot be cut by audience when it is shown by type"),
        ("assessments/?by=region&audience=councillor&principle=p4", "Choose an audience or a principle here, not both"),
        ("assessments/?by=organisation", "Shown by: choose one from the list"),
        ("activity/?by=audience&audience=other", "cannot be cut by audience when it is shown by audience"),
        ("regions/?by=type", "This table is shown by region alone."),
    ],
)
def test_what_cannot_be_shown_so_is_refused_in_words(client, analyst, refreshed, asked, said):
    refreshed()
    client.force_login(analyst)
    response = client.get(f"/figures/{asked}")
    assert response.status_code == 400
    assert said in response.content.decode()
