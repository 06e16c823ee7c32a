"""The measure of a publish measures what happens: everybody is counted, and nobody is over 100 per cent."""

import pytest

from progress import recomputing, republishing
from progress.models import ModuleRecord
from tests.curriculum import build_course, build_module

pytestmark = pytest.mark.django_db


def test_everybody_is_counted_and_the_measure_says_how_long_it_took(monkeypatch):
    monkeypatch.setattr(recomputing, "BATCH", 3)
    build_course(build_module(lessons=2))
    found = republishing.measure(learners=8)
    assert set(ModuleRecord.objects.values_list("lessons_done", "lessons_due")) == {(5, 9)}
    assert found["publish_learners"] == 8
    assert found["publish_over_100_per_cent"] == 0
    assert found["publish_longest_batch_ms"] > 0
