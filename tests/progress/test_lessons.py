"""Lessons are begun and completed by their learner's own click, and counted as they happen."""

import pytest

from assessment.actions import answer_check
from progress import actions
from progress.models import LessonRecord, ModuleRecord
from tests.activities import CHECK, body, name
from tests.curriculum import AT, build_lesson, build_module, build_person, later
from tests.taking import complete, progress, record


def test_starting_a_module_starts_its_first_lesson_and_completes_nothing(learner, module):
    actions.start_module(learner=learner, module=module, at=AT)
    (begun,) = LessonRecord.objects.filter(learner=learner)
    assert (begun.lesson_id, begun.completed_at) == (module.live_lessons().first().pk, None)
    assert progress(learner, module) == (0, 3)


def test_completing_a_lesson_starts_the_next(learner, module):
    first, second, _ = module.live_lessons()
    assert actions.complete_lesson(learner=learner, lesson=first, at=AT) == second.pk
    states = dict(LessonRecord.objects.filter(learner=learner).values_list("lesson_id", "completed_at"))
    assert states == {first.pk: AT, second.pk: None}


def test_completing_again_changes_nothing_and_leads_on_to_the_same_lesson(learner, module):
    first, second, _ = module.live_lessons()
    complete(learner, first)
    assert actions.complete_lesson(learner=learner, lesson=first, at=later(days=1)) == second.pk
    assert LessonRecord.objects.get(learner=learner, lesson=first).completed_at == AT
    assert progress(learner, module) == (1, 3)


def test_after_the_last_lesson_comes_the_one_that_was_left_out_and_then_none(learner, module):
    first, second, third = module.live_lessons()
    complete(learner, first)
    assert actions.complete_lesson(learner=learner, lesson=third, at=AT) == second.pk
    assert actions.complete_lesson(learner=learner, lesson=second, at=AT) is None
    assert progress(learner, module) == (3, 3)


def test_all_lessons_without_a_pass_do_not_complete_the_module(learner, module):
    complete(learner, *module.live_lessons())
    assert record(learner, module).completed_at is None


def test_nothing_is_recorded_for_somebody_who_takes_no_course(module, course):
    stranger = build_person("Cora Ash")
    with pytest.raises(actions.NotEnrolled):
        complete(stranger, module.live_lessons().first())
    with pytest.raises(actions.NotEnrolled):
        actions.start_module(learner=stranger, module=module, at=AT)
    assert not ModuleRecord.objects.filter(learner=stranger).exists()


def test_after_withdrawing_nothing_more_is_recorded_and_nothing_is_lost(learner, module, course):
    first, second, _ = module.live_lessons()
    complete(learner, first)
    actions.withdraw(enrolment=learner.enrolments.get(), at=AT)
    with pytest.raises(actions.NotEnrolled):
        complete(learner, second)
    assert progress(learner, module) == (1, 3)


def test_a_learner_who_has_begun_goes_on_when_the_course_drops_the_module(learner, module, course):
    first, second, _ = module.live_lessons()
    complete(learner, first)
    course.places.filter(module=module).delete()
    complete(learner, second)
    assert progress(learner, module) == (2, 3)


def test_a_lesson_that_is_not_published_cannot_be_completed(learner, module):
    lesson = module.live_lessons().last()
    lesson.unpublish()
    with pytest.raises(actions.NotTaught):
        complete(learner, lesson)


def test_a_lesson_of_an_unpublished_module_cannot_be_completed(learner, module):
    lesson = module.live_lessons().first()
    module.unpublish()
    with pytest.raises(actions.NotTaught):
        complete(learner, lesson)


def test_a_required_check_is_answered_before_the_lesson_is_completed_rightly_or_not(learner, course):
    module = build_module(course=course, body=body(CHECK))
    lesson = module.live_lessons().first()
    with pytest.raises(actions.ChecksUnanswered) as unanswered:
        complete(learner, lesson)
    assert unanswered.value.blocks == [CHECK["id"]]
    block = next(iter(lesson.body))
    answer_check(learner=learner, lesson=lesson, module=module, block=block, answer=name("option-0"), at=AT)
    complete(learner, lesson)
    assert progress(learner, module) == (1, 3)


def test_a_check_that_is_not_required_is_no_condition(learner, course):
    optional = CHECK | {"value": CHECK["value"] | {"required": False}}
    module = build_module(course=course, body=body(optional))
    complete(learner, module.live_lessons().first())
    assert progress(learner, module) == (1, 3)


def test_a_record_says_which_edition_was_seen(learner, module):
    first, second, third = module.live_lessons()
    complete(learner, first)
    build_lesson(module)
    complete(learner, second)
    numbers = LessonRecord.objects.filter(learner=learner).order_by("pk").values_list("edition__number", flat=True)
    assert numbers[1] == numbers[0] + 1
    assert third.pk == LessonRecord.objects.get(learner=learner, completed_at=None).lesson_id
