"""A moderator, a module to tell something about, and browsers in which people are signed in."""

import pytest
from django.test import Client

from people.permissions import MODERATORS
from tests.cast import make_person
from tests.curriculum import build_course, build_module, check


@pytest.fixture
def moderator(db):
    return make_person("mona@programme.gov.uk", "Mona Moderator", group=MODERATORS)


@pytest.fixture
def module(db):
    return build_module(body=[("text", "<h2>Who holds data</h2><p>Councils hold much.</p>"), check()])


@pytest.fixture
def course(module):
    return build_course(module)


@pytest.fixture
def lesson(module):
    return module.live_lessons().first()


@pytest.fixture
def as_person(settings):
    """A browser with this person signed in; nobody for None."""
    settings.REQUIRE_SECOND_FACTOR = False

    def browser(person=None):
        client = Client()
        if person:
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return browser
