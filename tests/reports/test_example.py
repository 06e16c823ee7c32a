"""The example client of the analysts' guide, run as a reader would run it, against a server that runs."""

import csv
import io
import subprocess
import sys

import pytest
from django.utils import timezone

from reports import aggregates, tokens
from scripts.places import ROOT
from tests.cast import ADMINISTRATORS, make_council, make_person
from tests.reports.conftest import NOW, many

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def run(live_server, settings):
    """`run(*words)`: what the client prints, and what it says when it gives up."""
    settings.SITE_URL = live_server.url
    many(make_council("Testham Borough Council", "testham.gov.uk"), 40)
    aggregates.refresh(at=NOW)
    administrator = make_person("ada@programme.gov.uk", "Ada Administrator", group=ADMINISTRATORS)
    token = tokens.issue(name="Example", days=1, by=administrator, at=timezone.now())[1]

    def client(*words, token=token):
        command = [sys.executable, ROOT / "docs" / "analysts" / "figures.py", live_server.url, *words]
        done = subprocess.run(command, env={"FIGURES_TOKEN": token}, capture_output=True, text=True, check=False)
        return done.stdout, done.stderr

    return client


def test_the_example_in_the_guide_does_what_it_says(run):
    assert "regions: People and completions by region (by audience, compare, from, principle, to)" in run()[0]
    shown, wrong = run("regions", "per_page=2", "audience=senior_manager")
    assert wrong == ""
    rows = list(csv.reader(io.StringIO(shown)))
    assert rows[0][:2] == ["", "Registered"]
    assert ["South West", "40"] in [row[:2] for row in rows]
    assert "Status" in [row[0] for row in rows if row]
    assert "audience: Audience: choose one from the list" in run("regions", "audience=x")[1]
    assert "A valid token is needed" in run("regions", token="none")[1]
