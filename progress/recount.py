"""Recounts every learner's record from the evidence: lesson records, marked attempts and what is published. Changes nothing."""

from collections import defaultdict

from assessment.models import Attempt
from courses.models import CourseModule, LessonPage, ModulePage
from people.privacy import TOMBSTONES

from . import rules
from .models import Enrolment, How, LessonRecord, ModuleRecord


def differences():
    """A sentence for each record that does not say what the evidence says."""
    live = _live_lessons()
    yield from _of_modules(live)
    yield from _of_courses()


def _live_lessons():
    """{module id: ids of the lessons that count in it}."""
    modules = {module.path: module.pk for module in ModulePage.objects.live().only("path")}
    found = defaultdict(set)
    for pk, path in LessonPage.objects.live().public().values_list("pk", "path"):
        if path[: -LessonPage.steplen] in modules:
            found[modules[path[: -LessonPage.steplen]]].add(pk)
    return found


def _of_modules(live):
    done = defaultdict(set)
    for learner, lesson in LessonRecord.objects.filter(completed_at__isnull=False).values_list(
        "learner_id", "lesson_id"
    ):
        done[learner].add(lesson)
    passed = set(Attempt.objects.marked().filter(passed=True).values_list("learner_id", "module_id"))
    # An erased person's evidence is gone, and the completion that figures count stays.
    records = ModuleRecord.objects.exclude(learner__email__endswith=TOMBSTONES).select_related("module")
    for record in records.iterator():
        due = live[record.module_id]
        yield from _of_module(
            record, len(due & done[record.learner_id]), len(due), (record.learner_id, record.module_id) in passed
        )


def _of_module(record, done, due, passed):
    name = f"Record {record.pk} ({record.module.title})"
    if (record.passed_at is not None) != passed:
        yield f"{name}: pass stored {record.passed_at is not None}, by the attempts {passed}"
    if record.completed_at is None:
        if (record.lessons_done, record.lessons_due) != (done, due):
            yield f"{name}: stored {record.lessons_done} of {record.lessons_due}, counted {done} of {due}"
        if rules.module_complete(done=done, due=due, passed=passed, by_assessment=record.module.by_assessment):
            yield f"{name}: earned, but not complete"
    elif not passed:
        yield f"{name}: complete without a passed attempt"
    elif record.how == How.LESSONS and not rules.lessons_complete(record.lessons_done, record.lessons_due):
        yield f"{name}: complete by lessons with {record.lessons_done} of {record.lessons_due}"


def _of_courses():
    required = defaultdict(set)
    for course, module in CourseModule.objects.filter(required=True).values_list("course_id", "module_id"):
        required[course].add(module)
    complete = defaultdict(set)
    for learner, module in ModuleRecord.objects.completed().values_list("learner_id", "module_id"):
        complete[learner].add(module)
    for enrolment in Enrolment.objects.current().in_progress().select_related("course"):
        if rules.course_complete(required[enrolment.course_id], complete[enrolment.learner_id]):
            yield f"Enrolment {enrolment.pk} ({enrolment.course.title}): earned, but not complete"
