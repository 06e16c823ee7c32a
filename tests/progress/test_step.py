"""On PostgreSQL the usual step is one statement, and it decides as the rules in Python do: compared in every state of a module.

Seen to fail where the function took the first open lesson for the next one, began again what was begun, completed again what was
complete, counted what is private, or took nothing for a next lesson where no lesson had been begun (a history found that one).
"""

from itertools import combinations, product

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from progress import actions, statements
from progress.models import LessonRecord
from tests.curriculum import AT, build_module, later
from tests.taking import complete, progress, sit

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
ON = later(hours=1)


@pytest.fixture
def lessons(learner, course):
    """Four of a module that the learner has begun, the third of them begun too."""
    module = build_module(course=course, lessons=4)
    actions.start_module(learner=learner, module=module, at=AT)
    one, two, three, four = module.live_lessons()
    LessonRecord.objects.create(learner=learner, lesson=three, started_at=AT)
    return one, two, three, four


def outcome(learner, lesson):
    """(what is returned, every row of the learner, their progress), and all undone again."""
    with transaction.atomic():
        following = actions.complete_lesson(learner=learner, lesson=lesson, at=ON)
        rows = LessonRecord.objects.filter(learner=learner).order_by("lesson")
        found = following, list(rows.values_list("lesson", "edition", "started_at", "completed_at"))
        found += (progress(learner, lesson.get_parent()),)
        transaction.set_rollback(True)
    return found


def states(lessons):
    """(done before, taken down or private, the lesson clicked): all of them that can be."""
    subsets = [set(chosen) for size in range(4) for chosen in combinations(lessons, size)]
    for done, away, clicked in product(subsets, (None, lessons[1]), lessons):
        if clicked != away:
            yield done, away, clicked


@pytest.mark.parametrize("hide", ["unpublish", "restrict"])
def test_one_statement_decides_as_the_rules_do(learner, lessons, hide, monkeypatch):
    for done, away, clicked in states(lessons):
        with transaction.atomic():
            complete_quietly(learner, done)
            if away and hide == "unpublish":
                type(away).objects.filter(pk=away.pk).update(live=False)
            elif away:
                PageViewRestriction.objects.bulk_create([PageViewRestriction(page=away, restriction_type="login")])
            with monkeypatch.context() as patch:
                patch.setattr(actions, "step", lambda *args: None)
                by_rules = outcome(learner, clicked)
            assert outcome(learner, clicked) == by_rules, (done, away, clicked)
            transaction.set_rollback(True)


def test_so_it_does_for_the_only_lesson_of_whoever_has_begun_none(learner, course, monkeypatch):
    module = build_module(course=course, lessons=1, by_assessment=False)
    actions.start_module(learner=learner, module=module, at=AT)
    LessonRecord.objects.filter(learner=learner).delete()
    with monkeypatch.context() as patch:
        patch.setattr(actions, "step", lambda *args: None)
        by_rules = outcome(learner, module.live_lessons().get())
    assert outcome(learner, module.live_lessons().get()) == by_rules


def complete_quietly(learner, lessons):
    for lesson in lessons:
        LessonRecord.objects.update_or_create(
            learner=learner, lesson=lesson, defaults={"started_at": AT, "completed_at": AT}
        )


def test_the_usual_step_is_one_question(learner, lessons):
    with CaptureQueriesContext(connection) as asked:
        complete(learner, *lessons)
    assert len(asked) == len(lessons)


def test_what_is_not_usual_is_left_to_the_rules(learner, colleague, course, lessons):
    def step(who, lesson, checks=()):
        return statements.step(who, lesson, list(checks), AT)

    assert step(colleague, lessons[0]) is None
    assert step(learner, lessons[0], [lessons[0].body[0].id]) is None
    type(lessons[0]).objects.filter(pk=lessons[0].pk).update(live=False)
    assert step(learner, lessons[0]) is None
    actions.withdraw(enrolment=learner.enrolments.get(), at=AT)
    assert step(learner, lessons[1]) is None


def test_a_module_that_was_passed_is_left_to_the_rules(learner, course):
    module = build_module(course=course, lessons=1, by_assessment=True)
    sit(learner, module)
    assert statements.step(learner, module.live_lessons().get(), [], AT) is None
