"""Production refuses to start on what is missing or unsafe, and says what."""

import os
import subprocess
import sys

import pytest

from scripts.checks import PRODUCTION
from scripts.places import ROOT


def start_with(code="import training.settings.production", **changed):
    """What importing the production settings says, with some of the environment changed (None: not set)."""
    environment = {"PATH": os.environ["PATH"]} | PRODUCTION | changed
    return subprocess.run(
        [sys.executable, "-c", code],
        env={name: value for name, value in environment.items() if value is not None},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_starts_with_all_that_it_needs():
    assert start_with().returncode == 0


def test_a_key_that_was_replaced_still_opens_what_it_signed():
    asks = "from django.conf import settings; assert settings.SECRET_KEY_FALLBACKS == ['one', 'two']"
    assert (
        start_with(
            asks, DJANGO_SETTINGS_MODULE="training.settings.production", SECRET_KEY_FALLBACKS="one,two"
        ).returncode
        == 0
    )


@pytest.mark.parametrize(
    "name",
    [
        "SECRET_KEY",
        "FIELD_KEYS",
        "ALLOWED_HOSTS",
        "SITE_URL",
        "DATABASE_URL",
        "REDIS_URL",
        "SIGNING_KEY_FILE",
        "SIGNING_CERTIFICATE_FILE",
    ],
)
def test_what_is_missing_is_named(name):
    refused = start_with(**{name: None})
    assert refused.returncode != 0
    assert f"{name} must be set in production" in refused.stderr


@pytest.mark.parametrize(
    ("name", "unsafe", "says"),
    [
        ("SECRET_KEY", "short", "at least 50 characters"),
        ("SECRET_KEY", "development-only-and-never-in-production-0123456789abcdef", "random string"),
        ("ALLOWED_HOSTS", "*", "name the hosts"),
        ("SITE_URL", "http://training.example.gov.uk", "begin with https"),
        ("DATABASE_URL", "sqlite:////tmp/x.sqlite3", "name a PostgreSQL database"),
    ],
)
def test_what_is_unsafe_is_refused_in_words(name, unsafe, says):
    refused = start_with(**{name: unsafe})
    assert refused.returncode != 0
    assert says in refused.stderr
