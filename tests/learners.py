"""Fixtures of learning, for the folders whose conftest asks for them: two learners of a course with one module of three lessons."""

import pytest
from allauth.usersessions.models import UserSession

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
    """A browser in which the learner is signed in, and listed as the door leaves it."""
    client.force_login(learner)
    UserSession.objects.create(user=learner, session_key=client.session.session_key, ip="127.0.0.1", user_agent="")
    return client
