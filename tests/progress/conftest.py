"""Learners and what they learn from."""

from tests.learners import colleague, course, learner, module, signed_in

__all__ = ["colleague", "course", "learner", "module", "signed_in"]
