"""The measure of pages and clicks runs, so that the benchmark does not break unseen. How fast they are is printed and not tested."""

import pytest

from progress import benchmark, clicks
from tests.curriculum import build_course, build_module, check


@pytest.mark.django_db(transaction=True)
def test_it_measures_what_pages_and_clicks_cost(monkeypatch):
    monkeypatch.setattr(benchmark, "CLIENTS", 2)
    monkeypatch.setattr(clicks, "TURNS", 1)
    build_course(build_module(lessons=3, body=[check()]))
    found = benchmark.measure(rounds=1)
    assert found["signed_in_floor_queries"] == 1
    assert found["lesson_queries"] == 2
    assert found["lesson_cpu_ms"] > found["bare_view_cpu_ms"] > 0
    assert found["complete_lesson_per_second"] > 0
    assert found["save_answer_of_bare"] > 0
