"""What two tabs, two devices, or a learner and an editor do at the same moment, on PostgreSQL.

Each fault was planted once and turned the test beside it red: no lock in `records.locked` (tabs), none in `recomputing`
(editor), completions read before the lock in `records.complete_courses` (courses), no conflict clause in `records.begun` (starts).
"""

import pytest

from courses.models import ModulePage
from progress import actions, recomputing
from progress.models import Enrolment, LessonRecord, ModuleRecord
from progress.recount import differences
from progress.signals import course_completed, module_completed
from tests.curriculum import AT, build_course, build_module, build_person, enrol, publish
from tests.racing import at_once, overlapping
from tests.taking import answer, complete, progress, record

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world():
    """A course of one module with six lessons, and its learner."""
    module = build_module(lessons=6, by_assessment=False)
    learner = build_person("Ada Larch")
    enrol(learner, build_course(module))
    return learner, module


def completing(learner, lesson):
    return lambda: actions.complete_lesson(learner=learner, lesson=lesson, at=AT)


def test_six_tabs_completing_six_lessons_count_six(world):
    learner, module = world
    assert not [
        p for p in at_once(*(completing(learner, x) for x in module.live_lessons())) if isinstance(p, Exception)
    ]
    assert progress(learner, module) == (6, 6)
    assert LessonRecord.objects.filter(learner=learner, completed_at__isnull=False).count() == 6


def test_the_second_of_two_tabs_counts_what_the_first_has_not_yet_committed(world):
    learner, module = world
    first, second, *_ = module.live_lessons()
    actions.start_module(learner=learner, module=module, at=AT)
    overlapping(completing(learner, first), completing(learner, second))
    assert progress(learner, module) == (2, 6)


def test_one_lesson_completed_by_eight_clicks_is_completed_once(world):
    learner, module = world
    lesson = module.live_lessons().first()
    assert len({*at_once(*[completing(learner, lesson)] * 8)}) == 1
    assert progress(learner, module) == (1, 6)


def test_eight_starts_at_once_make_one_record(world):
    learner, module = world
    begun = at_once(*[lambda: actions.start_module(learner=learner, module=module, at=AT)] * 8)
    assert {record.pk for record in begun} == {ModuleRecord.objects.get().pk}
    assert LessonRecord.objects.count() == 1


def test_a_lesson_completed_while_an_editor_takes_another_down_is_counted(world):
    learner, module = world
    first, *_, last = module.live_lessons()
    actions.start_module(learner=learner, module=module, at=AT)
    overlapping(completing(learner, first), last.unpublish)
    assert progress(learner, module) == (1, 5)
    overlapping(publishing(last), completing(learner, module.live_lessons()[1]))
    assert progress(learner, module) == (2, 6)


def publishing(page):
    return lambda: publish(page)


def test_the_pass_and_the_last_lesson_at_once_complete_the_module_once(world):
    learner, module = world
    heard = []
    module_completed.connect(lambda record, **kwargs: heard.append(record.pk), weak=False, dispatch_uid="race")
    lessons = list(module.live_lessons())
    complete(learner, *lessons)
    attempt = actions.take_assessment(learner=learner, module=module, at=AT)
    last = lessons[-1]
    LessonRecord.objects.filter(lesson=last).update(completed_at=None)
    recomputing.recompute(module=ModulePage.objects.get(pk=module.pk), at=AT)
    at_once(completing(learner, last), lambda: answer(attempt))
    module_completed.disconnect(dispatch_uid="race")
    assert heard == [record(learner, module).pk]
    assert list(differences()) == []


def test_two_modules_passed_at_once_complete_their_course_once():
    modules = [build_module(lessons=1) for _ in range(2)]
    learner = build_person("Ada Larch")
    enrol(learner, build_course(*modules))
    heard = []
    course_completed.connect(lambda enrolment, **kwargs: heard.append(enrolment.pk), weak=False, dispatch_uid="race")
    attempts = [actions.take_assessment(learner=learner, module=module, at=AT) for module in modules]
    overlapping(*(lambda attempt=attempt: answer(attempt) for attempt in attempts))
    course_completed.disconnect(dispatch_uid="race")
    assert heard == [Enrolment.objects.completed().get().pk]
