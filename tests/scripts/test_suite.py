"""`./run test` tells the truth: a part that failed, ran nothing or could not run is never counted as passed."""

from collections import Counter
from itertools import product

import pytest

from scripts import machine, suite
from scripts.places import ROOT, Copy
from tests import alike

REPORT = """<testsuites><testsuite><testcase name="a"/><testcase name="b"><failure/></testcase>
<testcase name="c"><skipped/></testcase><testcase name="d"><failure/><error/></testcase></testsuite></testsuites>"""


@pytest.fixture
def ran(monkeypatch, tmp_path):
    """Have pytest "end" with a code, without running it."""

    def end_with(code, report=REPORT):
        path = tmp_path / "report.xml"
        path.write_text(report)
        closing = "=== 1 passed in 0.01s ==="
        monkeypatch.setattr(suite, "pytest", lambda *_: suite.Pytest(code, closing, path))

    return end_with


def test_every_outcome_is_counted_once(tmp_path):
    (tmp_path / "report.xml").write_text(REPORT)
    assert suite.Pytest(1, "", tmp_path / "report.xml").counts() == {"passed": 1, "failed": 2, "skipped": 1}


@pytest.mark.parametrize(("code", "words"), [(0, "passed"), (1, "failed"), (2, "failed"), (5, "no tests")])
def test_pytests_code_decides(ran, code, words):
    ran(code)
    assert suite.run_part("sqlite", suite.PARTS["sqlite"], []).words == words


def test_a_part_whose_programs_are_missing_is_said_not_to_have_run(monkeypatch):
    monkeypatch.setattr(machine, "provide", lambda packages: list(packages))
    result = suite.run_part("postgres", suite.PARTS["postgres"], [])
    assert result.words == "not run: needs postgresql, redis-server"
    assert not result.good


@pytest.mark.parametrize("words", ["failed", "no tests", "not run: needs chromium"])
def test_one_part_that_is_not_good_makes_the_whole_not_good(words, capsys):
    good = suite.Result("passed", counts=Counter(passed=3, skipped=1), closing="=== 3 passed in 1s ===")
    assert suite.tell({"sqlite": good}) == 0
    assert suite.tell({"sqlite": good, "browser": suite.Result(words)}) == 1
    assert capsys.readouterr().out.endswith("=== 3 passed in 1s ===\n\n3 passed, 0 failed, 1 skipped\n")


def test_words_that_name_no_part_are_for_pytest_on_sqlite(monkeypatch):
    asked = []
    monkeypatch.setattr(machine, "provide", lambda packages: [])
    monkeypatch.setattr(suite.venv, "ready", lambda requirements: None)
    monkeypatch.setattr(suite, "pytest", lambda *words: asked.append(words) or suite.Pytest(0, "", ROOT / "none"))
    assert suite.test(Copy(8000, ROOT), ["tests/people", "-k", "code"]) == 0
    assert asked == [("chosen", ["tests/people", "-k", "code"], {})]


def test_no_test_is_left_out_of_every_part():
    """Whatever marks a test has, some part asks for it."""
    selected = " or ".join(f"({part.select})" for part in suite.PARTS.values() if part.select)
    marks = ("postgres", "services", "browser", "outside", "house", "alike")
    for chosen in product([True, False], repeat=len(marks)):
        assert eval(selected, {}, dict(zip(marks, chosen, strict=True)))


def test_ci_runs_exactly_what_the_readme_tells():
    assert (ROOT / ".ci" / "run").read_text().splitlines()[1:] == ["exec ./run test"]


def test_what_is_left_out_on_postgresql_is_there():
    assert alike.missing() == []


def test_what_a_database_decides_runs_on_postgresql():
    tests = ROOT / "tests"
    for path in (
        "progress/test_races.py",
        "assessment/test_attempts.py",
        "reports/test_refresh.py",
        "mail/test_outbox.py",
    ):
        assert not alike.is_alike(tests / path)
    assert alike.is_alike(tests / "courses" / "test_markdown.py")
