"""Figures by program: who may ask, what comes back, and that it is what the pages show."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from people.actions import set_active
from reports import tokens
from reports.definitions import DEFINITIONS
from reports.models import ServiceToken
from reports.questions import QUESTIONS
from tests.reports.conftest import learn, many, record_completions

pytestmark = pytest.mark.django_db

TABLES = [f"/api/v1/tables/{name}" for name in QUESTIONS]


@pytest.fixture
def issued(administrator):
    return tokens.issue(name="Regional dashboard", days=90, by=administrator, at=timezone.now())


@pytest.fixture
def ask(client, issued, refreshed):
    """`ask(path)`: as a program with a token asks."""
    refreshed()

    def get(path, **headers):
        return client.get(path, headers={"Authorization": f"Bearer {issued[1]}", **headers})

    return get


def test_a_token_opens_every_table_and_the_dictionary(ask):
    for path in ("/api/v1/tables", "/api/v1/definitions", *TABLES):
        response = ask(path)
        assert response.status_code == 200, path
        assert {"no-cache", "private"} <= set(response["Cache-Control"].split(", ")), path
        assert "Authorization" in response["Vary"], path


@pytest.mark.parametrize("path", ["/api/v1/tables", "/api/v1/definitions", TABLES[0]])
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic YTpi", "Bearer wagtail_" + "0" * 33])
def test_without_a_token_there_is_nothing(client, refreshed, path, header):
    response = client.get(path, headers={"Authorization": header})
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"] == "Bearer"


def test_a_session_is_no_token(client, analyst, refreshed):
    client.force_login(analyst)
    assert client.get("/api/v1/tables").status_code == 401


def test_the_token_is_stored_nowhere_in_clear_and_its_user_can_do_nothing_else(issued):
    service, plain = issued
    user = service.token.user
    assert plain not in json.dumps(list(type(service.token).objects.values()), default=str)
    assert user.get_all_permissions() == {"reports.use_api"}
    assert not user.groups.exists()
    assert not user.has_usable_password()
    assert user.email.endswith(".invalid")


def close(service, administrator):
    set_active(user=service.token.user, is_active=False, by=administrator, at=timezone.now())


def revoke(service, administrator):
    tokens.revoke(issued=service, by=administrator, at=timezone.now())


def expire(service, administrator):
    ServiceToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def take_the_right(service, administrator):
    service.token.user.user_permissions.clear()


def let_into_the_cms(service, administrator):
    service.token.user.user_permissions.add(Permission.objects.get(codename="access_admin"))


def lose_what_is_ours(service, administrator):
    service.delete()


@pytest.mark.parametrize("end", [close, revoke, expire, take_the_right, let_into_the_cms, lose_what_is_ours])
def test_what_is_withdrawn_is_over_at_the_next_request(ask, issued, administrator, end):
    assert ask("/api/v1/tables").status_code == 200
    end(issued[0], administrator)
    assert ask("/api/v1/tables").status_code == 401


def test_the_last_use_is_noted(ask, issued):
    ask("/api/v1/tables")
    issued[0].token.refresh_from_db()
    assert issued[0].token.last_used_at


@pytest.mark.parametrize("end", [close, revoke, expire, take_the_right, let_into_the_cms, lose_what_is_ours])
def test_what_opens_nothing_is_no_use(ask, issued, administrator, end):
    end(issued[0], administrator)
    ask("/api/v1/tables")
    issued[0].token.refresh_from_db()
    assert issued[0].token.last_used_at is None


def test_a_program_gets_the_figures_of_the_page(ask, client, analyst, enrolled, council, module, refreshed):
    learn(enrolled(council), module)
    record_completions(many(council, 40), module)
    refreshed()
    answers = {name: ask(f"/api/v1/tables/{name}").json() for name in QUESTIONS}
    client.force_login(analyst)
    for name, answer in answers.items():
        table = client.get(f"/figures/{name}/").context["table"]
        assert [[n["mark"] or n["value"] for n in row["numbers"]] for row in answer["rows"]] == [
            [n.plain for n in row.numbers] for row in table.rows
        ], name
        assert [column["title"] for column in answer["columns"]] == [column.title for column in table.columns], name
        assert answer["status"].startswith("Management information")


def test_one_person_is_withheld_here_too(ask, enrolled, council, module, refreshed):
    learn(enrolled(council), module)
    refreshed()
    numbers = [n for row in ask("/api/v1/tables/regions").json()["rows"] for n in row["numbers"]]
    assert {"value": None, "unit": "", "mark": "[c]"} in numbers
    assert not any(n["value"] in range(1, 5) for n in numbers)


def test_the_dictionary_is_the_pages_own(ask):
    said = ask("/api/v1/definitions").json()
    assert [each["definition"] for each in said["definitions"]] == [each.definition for each in DEFINITIONS]
    assert said["method"]


def test_rows_come_in_pages_that_lead_to_each_other(ask):
    path, seen = "/api/v1/tables/regions?per_page=4&principle=p4", []
    first = ask(path).json()
    while path:
        answer = ask(path).json()
        seen += [row["key"] for row in answer["rows"]]
        path = answer["next"] and answer["next"].split("8000")[-1]
        assert not path or "principle=p4" in path
    assert len(seen) == first["count"] == len(set(seen))


def test_what_has_not_changed_is_not_sent_again(ask, enrolled, council, refreshed):
    tag = ask(TABLES[0])["ETag"]
    again = ask(TABLES[0], **{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    enrolled(council)
    refreshed(timezone.now())
    assert ask(TABLES[0], **{"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        "region=Narnia", "region=E12000009'%20OR%201=1--", "from=2026-13", "from=1900-01&to=2999-12", "page=0",
        "page=99", "page=x", "per_page=1001", "regoin=E12000009", "region=a&region=b", "audience=%00", "page=1e999",
        f"region={'x' * 5000}", "from=2026-07&to=2026-06", "sort=-registered",
    ],
)  # fmt: skip
def test_what_cannot_be_asked_gets_a_problem_that_names_the_parameter(ask, asked):
    response = ask(f"/api/v1/tables/regions?{asked}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["errors"]


def test_a_cut_that_a_table_does_not_take_is_refused(ask):
    assert "cannot be cut by audience" in ask("/api/v1/tables/types?audience=councillor").content.decode()


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/tables/nothing", "/api/v1/pages/", "/api/v1/tables/"])
def test_what_is_not_there_is_not_found(ask, path):
    response = ask(path)
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_can_be_written(client, issued, refreshed, method):
    response = getattr(client, method)("/api/v1/tables", headers={"Authorization": f"Bearer {issued[1]}"})
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_a_program_in_a_hurry_is_asked_to_wait(ask, settings):
    settings.API_REQUESTS_PER_MINUTE = 3
    codes = [ask("/api/v1/tables").status_code for _ in range(8)]
    assert 429 in codes
    response = ask("/api/v1/tables")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60


def test_guessing_tokens_is_slowed_down(client, refreshed):
    guess = {"Authorization": "Bearer guess"}
    codes = [client.get("/api/v1/tables", headers=guess).status_code for _ in range(32)]
    assert codes[0] == 401
    assert codes[-1] == 429


def test_a_token_ends_within_a_year(administrator):
    for days in (0, -1, 367):
        with pytest.raises(ValueError, match="within a year"):
            tokens.issue(name="For ever", days=days, by=administrator, at=timezone.now())


def test_the_description_is_openapi_3_1_and_open_to_read(client):
    said = client.get("/api/v1/openapi.json").json()
    assert said["openapi"].startswith("3.1")
    paths = {"definitions", "tables", "tables/{name}", "releases", "releases/{month}"}
    assert set(said["paths"]) == {f"/api/v1/{path}" for path in paths}
    assert all(set(methods) == {"get"} for methods in said["paths"].values())


def test_an_answer_costs_the_same_however_many_learn(ask, council, module, refreshed, django_assert_max_num_queries):
    costs = {}
    for path in TABLES:
        with django_assert_max_num_queries(40) as few:
            ask(path)
        costs[path] = len(few.captured_queries)
    record_completions(many(council, 30), module)
    refreshed()
    for path, cost in costs.items():
        with django_assert_max_num_queries(cost):
            ask(path)
