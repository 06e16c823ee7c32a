"""A council with a coordinator, a cohort on a pathway, and another council whose coordinator is a stranger."""

from datetime import timedelta

import pytest

from coordination import actions, cohorts
from coordination.models import Invitation
from coordination.reading import Row
from people.actions import appoint_coordinator
from tests.cast import JOINED_AT
from tests.curriculum import build_course, build_module

AT = JOINED_AT + timedelta(days=7)  # a Monday too
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def course(db):
    return build_course(title="Leading digital change")


@pytest.fixture
def modules(course):
    """Two that the course requires; the first may be completed by its assessment alone."""
    return [build_module(lessons=1, course=course), build_module(lessons=1, questions=0, course=course)]


@pytest.fixture
def cohort(council, course, coordinator):
    return cohorts.make(
        organisation=council,
        name="Cabinet",
        course=course,
        starts_on=None,
        due_on=(AT + timedelta(days=30)).date(),
        by=coordinator,
        at=AT,
    )


@pytest.fixture
def other_coordinator(stranger, other_council):
    appoint_coordinator(user=stranger, organisation=other_council, by=None, at=JOINED_AT)
    return stranger


@pytest.fixture
def invitation(council, cohort, coordinator):
    return invite(council, coordinator, "nina@new.example", cohort=cohort)


@pytest.fixture
def browse(client):
    """A browser in which somebody is signed in, or nobody."""

    def signed_in(person=None):
        client.logout()
        if person:
            client.force_login(person, backend=BACKEND)
        return client

    return signed_in


def invite(council, coordinator, email, *, cohort=None, name="", at=AT):
    actions.invite(organisation=council, rows=[Row(1, email, name)], cohort=cohort, by=coordinator, at=at)
    return Invitation.objects.get(organisation=council, email=email)
