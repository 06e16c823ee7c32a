"""Learners, and papers: one that is open, begun after all lessons."""

import pytest

from progress import actions
from tests.curriculum import AT
from tests.learners import colleague, course, learner, module, signed_in
from tests.taking import complete

__all__ = ["colleague", "course", "learner", "module", "signed_in"]


@pytest.fixture
def attempt(learner, module):
    complete(learner, *module.live_lessons())
    return actions.take_assessment(learner=learner, module=module, at=AT)
