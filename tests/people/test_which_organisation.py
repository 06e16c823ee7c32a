"""Somebody who serves several organisations says at enrolment which this is for; it counts once, there."""

import pytest

from people import actions
from people.models import Standing
from progress.models import Enrolment
from tests.cast import JOINED_AT
from tests.curriculum import build_course, build_module


@pytest.fixture
def course(db):
    return build_course(build_module())


@pytest.fixture
def second(learner, other_council):
    return actions.serve_also(
        user=learner, organisation=other_council, audience="councillor", standing=Standing.APPROVED, at=JOINED_AT
    )


@pytest.fixture
def inside(client, learner):
    client.force_login(learner)
    return client


def enrol(browser, course, **data):
    return browser.post(f"/learn/courses/{course.pk}/enrol/", data)


def test_somebody_who_serves_one_is_not_asked(inside, course, council):
    assert enrol(inside, course).status_code == 302
    assert Enrolment.objects.get().organisation == council


def test_somebody_who_serves_two_is_asked_and_nothing_is_kept_yet(inside, course, second):
    page = enrol(inside, course).content.decode()
    assert "Which organisation is this for?" in page
    assert "Testham Borough Council (Head of service" in page
    assert "Elsewhere District Council (Councillor)" in page
    assert not Enrolment.objects.exists()


def test_the_answer_is_frozen_with_the_enrolment(inside, course, second, other_council):
    assert enrol(inside, course, membership=second.pk, chosen="yes").status_code == 302
    enrolment = Enrolment.objects.get()
    assert (enrolment.organisation, enrolment.audience, enrolment.membership) == (other_council, "councillor", second)


@pytest.mark.parametrize("answer", [{"chosen": "yes"}, {"membership": "0"}, {"membership": "x"}, {"membership": ""}])
def test_without_an_answer_it_is_asked_again(inside, course, second, answer):
    asked = enrol(inside, course, **answer)
    assert asked.status_code == 422
    assert "There is a problem" in asked.content.decode()
    assert not Enrolment.objects.exists()


def test_anothers_membership_is_no_answer(inside, course, second, colleague):
    theirs = colleague.memberships.get()
    assert enrol(inside, course, membership=theirs.pk).status_code == 422


def test_whoever_comes_back_to_a_course_is_not_asked_again(inside, course, second, other_council):
    enrol(inside, course, membership=second.pk)
    inside.post(f"/learn/courses/{course.pk}/withdraw/")
    assert enrol(inside, course).status_code == 302
    enrolment = Enrolment.objects.get()
    assert (enrolment.withdrawn_at, enrolment.organisation) == (None, other_council)
