"""The migrations say what the models say."""

import pytest
from django.core.management import call_command
from django.db import models
from django_migration_linter import MigrationLinter
from django_migration_linter.sql_analyser.analyser import analyse_sql_statements, get_sql_analyser_class

from organisations.models import Region
from scripts.places import ROOT
from tests.house.floors import apps_on_disk

pytestmark = pytest.mark.django_db


def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_missing_migration_would_be_found(monkeypatch):
    monkeypatch.setattr(Region._meta.get_field("name"), "max_length", 3)
    assert isinstance(Region._meta.get_field("name"), models.CharField)
    with pytest.raises(SystemExit):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.postgres  # where an old version serves meanwhile; SQLite, which builds a table anew for each change, has one process
@pytest.mark.django_db(transaction=True)
def test_migrations_after_the_first_can_run_while_the_old_version_serves():
    ours = sorted(apps_on_disk() & {path.parent.name for path in ROOT.glob("*/migrations")})
    quiet = {"no_cache": True, "no_output": True}
    linter = MigrationLinter(str(ROOT), include_apps=ours, ignore_initial_migrations=True, **quiet)
    linter.lint_all_migrations()
    assert not linter.has_errors


def test_a_column_that_the_old_version_would_trip_over_would_be_found():
    sql = ["ALTER TABLE t ADD COLUMN c varchar(9) NOT NULL; ALTER TABLE t ALTER COLUMN c DROP DEFAULT;"]
    errors, _, _ = analyse_sql_statements(get_sql_analyser_class("postgresql"), sql, [])
    assert errors
