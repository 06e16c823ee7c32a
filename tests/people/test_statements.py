"""A statement by hand is planned once for each connection, whatever its values, and not at all ahead where an operator says so.

Seen to fail with the values written into the statement, and with DATABASE_PREPARED not looked at.
"""

import environ
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.statements import rows
from training.settings.databases import from_environment

SAME = "SELECT name FROM auth_group WHERE name = %s"
KEPT = "SELECT COUNT(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT name FROM auth_group WHERE name = %%'"


def kept():
    with connection.cursor() as cursor:
        cursor.execute(KEPT, [])
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_values_find_what_they_name_and_every_question_is_counted():
    with CaptureQueriesContext(connection) as captured:
        assert rows(SAME, ["Analysts"]) == [("Analysts",)]
        assert rows(SAME, ["Analysts' OR name = 'Authors"]) == []
    assert len(captured) == 2


@pytest.mark.postgres
@pytest.mark.django_db
def test_one_plan_serves_all_values():
    for name in ("Analysts", "Authors", "Publishers"):
        assert rows(SAME, [name]) == [(name,)]
    assert kept() == 1


@pytest.mark.postgres
@pytest.mark.django_db
def test_nothing_is_kept_where_the_setting_is_off(monkeypatch):
    connection.ensure_connection()
    monkeypatch.setattr(connection.connection, "prepare_threshold", None)
    assert rows(SAME, ["Analysts"]) == [("Analysts",)]
    assert kept() == 0


@pytest.mark.parametrize(("said", "uses"), [("true", 0), ("false", None), (None, 0)])
def test_an_operator_says_whether_plans_are_kept(monkeypatch, tmp_path, said, uses):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@127.0.0.1/training")
    if said:
        monkeypatch.setenv("DATABASE_PREPARED", said)
    assert from_environment(environ.Env(), tmp_path)["OPTIONS"]["prepare_threshold"] == uses
