"""Fixtures of learning, for the folders whose conftest asks for them: two learners of a course with one module of three lessons."""

import pytest

from tests.curriculum import build_course, build_module, build_person, enrol


@pytest.fixture
def module(db):
    return build_module(by_assessment=False)


@pytest.fixture
def course(module):
    return build_course(module)


@pytest.fixture
def learner(course):
    person = build_person("Ada Larch")
    enrol(person, course)
    return person


@pytest.fixture
def colleague(course):
    person = build_person("Ben Rowan")
    enrol(person, course)
    return person


@pytest.fixture
def signed_in(client, learner):
    """A browser in which the learner is signed in."""
    client.force_login(learner)
    return client
