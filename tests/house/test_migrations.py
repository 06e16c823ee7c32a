"""The migrations say what the models say."""

import pytest
from django.core.management import call_command
from django.db import models

from organisations.models import Region

pytestmark = pytest.mark.django_db


def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_missing_migration_would_be_found(monkeypatch):
    monkeypatch.setattr(Region._meta.get_field("name"), "max_length", 3)
    assert isinstance(Region._meta.get_field("name"), models.CharField)
    with pytest.raises(SystemExit):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
