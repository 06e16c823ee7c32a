"""What a page and a click cost in queries: a fixed number, whatever the numbers of lessons, blocks, modules and learners."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessment.actions import answer_check
from tests.activities import CHECK, EVERY, body, name
from tests.curriculum import AT, build_course, build_module, build_person, enrol, publish
from tests.taking import complete

LESSON = 2  # session and person, page and progress
OTHERS = {"course": 11, "module": 10, "assessment": 11, "log": 8}
COMPLETE_LESSON = 8


def queries(ask):
    """Of the second time: the first one fills caches."""
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def rich_lesson(course, lessons):
    return build_module(course=course, body=body(*EVERY), lessons=lessons).live_lessons().first()


def test_a_lesson_with_every_activity_costs_two_queries(signed_in, course):
    lesson = rich_lesson(course, lessons=3)
    signed_in.post(reverse("progress:start-module", args=[lesson.get_parent().pk]))
    assert queries(lambda: signed_in.get(lesson.url)) == LESSON


def test_a_lesson_costs_the_same_with_more_lessons_modules_courses_and_learners(signed_in, learner, course):
    few = rich_lesson(course, lessons=2)
    complete_any(learner, few)
    before = queries(lambda: signed_in.get(few.url))
    many = rich_lesson(course, lessons=12)
    for _ in range(3):
        enrol(learner, build_course(many.get_parent().specific))
        enrol(build_person(), course)
    complete_any(learner, many)
    assert queries(lambda: signed_in.get(many.url)) == before


def complete_any(learner, lesson):
    complete(learner, *lesson.get_parent().specific.live_lessons()[1:])


@pytest.mark.parametrize("which", ["first", "last"])
@pytest.mark.parametrize("lessons", [4, 14])
def test_completing_a_lesson_costs_eight_queries_first_or_last_of_few_or_of_many(
    signed_in, learner, course, which, lessons
):
    module = build_module(course=course, lessons=lessons)
    one, *others = module.live_lessons() if which == "first" else reversed(module.live_lessons())
    complete(learner, *others[: None if which == "last" else 1])
    require_an_answer(learner, one)
    signed_in.get(one.url)
    with CaptureQueriesContext(connection) as captured:
        signed_in.post(reverse("progress:complete-lesson", args=[one.pk]))
    asked = [query["sql"] for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) <= COMPLETE_LESSON


def require_an_answer(learner, lesson):
    """A required check in the lesson, answered."""
    lesson.body = body(CHECK)
    publish(lesson)
    module, block = lesson.get_parent().specific, lesson.body[0]
    answer_check(learner=learner, lesson=lesson, module=module, block=block, answer=name("option-1"), at=AT)


@pytest.mark.parametrize("which", ["course", "module", "assessment", "log"])
def test_other_pages_cost_the_same_with_more_of_everything(signed_in, learner, which):
    small, large = ((build_course(*(build_module(lessons=n) for _ in range(n)))) for n in (2, 5))
    counts = []
    for course in (small, large):
        enrol(learner, course)
        module = course.places.first().module
        complete(learner, module.live_lessons().first(), at=AT)
        addresses = {
            "course": course.url,
            "module": module.url,
            "assessment": reverse("progress:assessment", args=[module.pk]),
            "log": reverse("progress:log"),
        }
        counts.append(queries(lambda address=addresses[which]: signed_in.get(address)))
    assert counts[0] == counts[1] <= OTHERS[which]


def test_my_learning_costs_the_same_with_more_modules_begun(signed_in, learner, course):
    address = reverse("home:my-learning")
    before = queries(lambda: signed_in.get(address))
    for _ in range(4):
        complete(learner, build_module(course=course).live_lessons().first())
    assert queries(lambda: signed_in.get(address)) == before
