"""A web server does not begin with the static files of another version: every page would be an error."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from training import starting

OURS = settings.BASE_DIR / "static"
ALL = {path.relative_to(OURS).as_posix(): "with a hash" for path in OURS.rglob("*.*")}


def start(monkeypatch, gathered):
    monkeypatch.setattr(starting, "staticfiles_storage", gathered)
    starting.refuse_without_static_files()


def test_with_every_file_gathered_it_starts(monkeypatch):
    start(monkeypatch, SimpleNamespace(hashed_files=ALL | {"wagtail/x.js": "too"}))


def test_without_one_it_says_what_to_do(monkeypatch):
    lacking = {name: value for name, value in ALL.items() if name != "look/site.css"}
    with pytest.raises(ImproperlyConfigured, match="collectstatic"):
        start(monkeypatch, SimpleNamespace(hashed_files=lacking))


def test_where_they_are_served_as_they_are_written_nothing_is_gathered(monkeypatch):
    start(monkeypatch, SimpleNamespace())
