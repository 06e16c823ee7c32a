"""Published open data, judged by Frictionless: every value against its column, every file against its size and hash."""

import json
import subprocess
import sys

import pytest

from reports import aggregates, opendata, releases
from tests.cast import make_council
from tests.curriculum import build_course, build_module
from tests.reports.conftest import many, record_completions
from tests.reports.test_releases import FIFTH, LEARNT


@pytest.fixture
def folder(db, tmp_path):
    """The files of a release, as they are published."""
    module, council = build_module(principle="p4"), make_council("Testham Borough Council", "testham.gov.uk")
    build_course(module)
    record_completions(many(council, 40) + many(make_council("=Small, Council", "small.gov.uk"), 3), module, at=LEARNT)
    aggregates.refresh(at=FIFTH)
    release = releases.freeze_due(at=FIFTH)
    files = opendata.files(release)
    for file in files.values():
        (tmp_path / file.name).write_bytes(file.content)
    (tmp_path / "datapackage.json").write_bytes(opendata.package(release, files))
    return tmp_path


def judged(folder):
    """What Frictionless finds wrong, as [(file, kind of error)]."""
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    report = json.loads(said.stdout)
    return [(task["name"], error["type"]) for task in report["tasks"] for error in task["errors"]]


def test_the_package_is_valid(folder):
    assert judged(folder) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "error"),
    [
        ("figures.csv", b"\r\n2026-07-01,", b"\r\nJuly,", "type-error"),
        ("regions.csv", b"England,", b"England,1", "hash-count"),
        ("definitions.csv", b"code,title", b"code,name", "incorrect-label"),
    ],
)
def test_a_broken_file_is_found(folder, name, old, new, error):
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content.replace(old, new, 1))
    assert error in [kind for _, kind in judged(folder)]
