"""People who learn, and the figures of what they did."""

from datetime import UTC, datetime
from itertools import count

import pytest

from progress import actions
from progress.models import ModuleRecord
from reports import aggregates
from tests.cast import JOINED_AT, make_person
from tests.curriculum import build_course, build_module
from tests.taking import complete, sit

NOW = datetime(2026, 7, 15, 12, tzinfo=UTC)
_numbers = count(1)


@pytest.fixture
def module(db):
    return build_module(principle="p4")


@pytest.fixture
def course(module):
    return build_course(module)


@pytest.fixture
def enrolled(course):
    """`enrolled(council)`: somebody new who serves there and has enrolled."""

    def make(council, audience="senior_manager", at=JOINED_AT):
        n = next(_numbers)
        person = make_person(
            f"person{n}@{council.slug}.gov.uk", f"Person {n}", council=council, audience=audience, at=at
        )
        enrol(person, course, at)
        return person

    return make


def enrol(person, course, at=JOINED_AT):
    membership = person.memberships.current().primary().get()
    return actions.enrol(learner=person, course=course, membership=membership, at=at)


def learn(person, module, at=NOW):
    """Every lesson done and the assessment passed."""
    complete(person, *module.live_lessons(), at=at)
    sit(person, module, at=at)


def record_completions(people_of, module, at=NOW):
    """Completions in numbers, without the lessons: figures read nothing else."""
    month = at.date().replace(day=1)
    ModuleRecord.objects.bulk_create(
        ModuleRecord(
            learner=person, module=module, membership=m, organisation=m.organisation, audience=m.audience,
            started_at=at, lessons_due=3, lessons_done=3, completed_at=at, completed_month=month, how="lessons",
        )
        for person in people_of
        for m in [person.memberships.get()]
    )  # fmt: skip


def many(council, number, audience="senior_manager", at=JOINED_AT):
    """Members in numbers."""
    names = [f"many{next(_numbers)}@{council.slug}.gov.uk" for _ in range(number)]
    return [make_person(name, "Somebody", council=council, audience=audience, at=at) for name in names]


@pytest.fixture
def refreshed(db):
    return lambda at=NOW: aggregates.refresh(at=at)
