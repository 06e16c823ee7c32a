"""A question that takes too long, and a range that there is not: a clear answer in words, and a learner is held up by neither."""

from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from reports import aggregates, reading, tokens

ADDRESSES = ["/figures/", "/figures/regions/", "/figures/regions.csv", "/figures/organisations.xlsx"]
ADDRESSES += ["/figures/every-figure.csv"]  # whole, or not begun
RANGES = ["from=1900-01&to=2999-12", "from=2026-13", "from=2026-07&to=2026-06", "year=1", "compare=9999-99"]


@pytest.fixture
def impatient(monkeypatch, analyst):
    """Figures are counted, and a reader waits no longer than a moment for them."""
    aggregates.refresh(at=timezone.now())
    for name in ("PATIENCE", "FOR_A_FILE"):
        monkeypatch.setattr(reading, name, 0.2)


@contextmanager
def figures_held():
    """Somebody else holds the table, so that no statement on it comes to an end."""
    settings = connection.get_connection_params()
    where = {name: settings.get(name) for name in ("dbname", "host", "port", "user")}
    with psycopg.connect(**where) as other:
        other.execute("LOCK TABLE reports_figure IN ACCESS EXCLUSIVE MODE")
        yield


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_page_and_a_file_that_take_too_long_say_so_with_a_way_forward(client, impatient, analyst):
    client.force_login(analyst)
    for address in ADDRESSES:
        with figures_held():
            response = client.get(address)
        assert response.status_code == 503
        assert response["Retry-After"] == "60"
        assert "Nothing is wrong with what you asked" in response.content.decode()
        assert client.get(address).status_code == 200, "the next reader is answered"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_program_is_told_the_same_as_a_problem(client, impatient, administrator):
    token = tokens.issue(name="Dashboard", days=90, by=administrator, at=timezone.now())[1]
    with figures_held():
        response = client.get("/api/v1/tables/regions", headers={"Authorization": f"Bearer {token}"})
    assert response.status_code == response.json()["status"] == 503
    assert response["Content-Type"] == "application/problem+json"
    assert response["Retry-After"] == "60"
    assert "fewer months" in response.json()["detail"]


@pytest.mark.django_db
@pytest.mark.parametrize("asked", RANGES)
def test_a_range_that_there_is_not_is_refused_in_words_everywhere(client, analyst, administrator, refreshed, asked):
    refreshed()
    token = tokens.issue(name="Dashboard", days=90, by=administrator, at=timezone.now())[1]
    said = client.get(f"/api/v1/tables/regions?{asked}", headers={"Authorization": f"Bearer {token}"})
    assert said.status_code == 400
    assert said.json()["errors"]
    client.force_login(analyst)
    for address in ("/figures/regions/", "/figures/regions.ods"):
        response = client.get(f"{address}?{asked}")
        assert response.status_code == 400
        assert "There is a problem" in response.content.decode()
