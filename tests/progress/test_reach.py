"""How many people a change reaches: right while they learn, and shown to editors as bands.

Seen to fail: with no look at enrolments.
"""

import pytest
from django.urls import reverse

from courses.impact import Learners, impacts, learners_of
from people.permissions import PUBLISHERS
from progress import actions
from progress.models import Enrolment
from tests.courses.editing import sign_in
from tests.curriculum import AT, build_course, build_module, build_person, enrol
from tests.racing import at_once
from tests.taking import complete, sit


def test_each_is_in_progress_or_has_completed(learner, colleague, course, module):
    complete(colleague, module.live_lessons().first())
    complete(learner, *module.live_lessons())
    assert learners_of(module) == Learners(in_progress=2, completed=0)
    sit(learner, module)
    assert learners_of(module) == Learners(in_progress=1, completed=1)
    assert learners_of(course) == Learners(in_progress=1, completed=1)


def test_whoever_only_takes_the_course_is_not_yet_in_the_module(learner, module, course):
    assert learners_of(module) == Learners()
    assert learners_of(course) == Learners(in_progress=1)


def test_whoever_left_every_course_of_a_module_is_in_progress_nowhere(learner, module, course):
    complete(learner, module.live_lessons().first())
    actions.withdraw(enrolment=Enrolment.objects.get(learner=learner), at=AT)
    assert learners_of(module) == learners_of(course) == Learners()


def test_a_person_with_two_courses_is_counted_once(learner, module):
    enrol(learner, build_course(module))
    complete(learner, module.live_lessons().first())
    assert learners_of(module) == Learners(in_progress=1)


def test_an_editor_sees_a_band_and_nothing_else_of_them(client, learner, module):
    complete(learner, module.live_lessons().first())
    sign_in(client, PUBLISHERS)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).text
    assert "People in progress: <strong>under 10</strong>" in page
    assert learner.name not in page
    assert learner.email not in page


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_counts_add_up_at_every_moment_while_twelve_people_complete():
    module = build_module(lessons=1)
    course = build_course(module)
    learners = [build_person(f"Learner {n}") for n in range(12)]
    for learner in learners:
        enrol(learner, course)
        complete(learner, *module.live_lessons())
    finishing = [lambda learner=learner: sit(learner, module) for learner in learners]
    *_, seen = at_once(*finishing, lambda: [learners_of(module) for _ in range(60)])
    assert {counted.in_progress + counted.completed for counted in seen} == {12}
    assert learners_of(module) == Learners(in_progress=0, completed=12)
    (impact,) = impacts(module, "publish")
    assert (impact.in_progress, impact.completed) == ("none", "about 10")
