"""The rows behind the actions: a learner's record of a module, locked, counted from the pages, and completed once.

The record is locked before anything in it is counted, and what counts is read from the pages, never from a cache: so two
tabs, or a learner and an editor at once, come to the right number one after the other.
"""

from collections import defaultdict

from courses.models import CourseModule, LessonPage, ModulePage
from people.models import Membership
from people.permissions import current_membership

from . import rules
from .models import Enrolment, How, ModuleRecord
from .permissions import enrolment_for
from .signals import course_completed, module_completed
from .statements import lessons_now, locked_record, write_lessons, write_progress


class NotEnrolled(Exception):
    """Recording needs an enrolment in a course that holds the module."""


def module_path(lesson):
    """The tree path of the module that a lesson stands in, without asking for the module."""
    return lesson.path[: -LessonPage.steplen]


def locked(learner, path, at, checks=()) -> ModuleRecord:
    """The learner's record of the module at a tree path, made where they are enrolled; two at once make one. Raises NotEnrolled."""
    record = locked_record(learner, path, checks)
    if record is None:
        _begin(learner, path, at)
        record = locked_record(learner, path, checks)
    return record


def _begin(learner, path, at):
    module = ModulePage.objects.get(path=path)
    enrolment = enrolment_for(learner, module)
    if enrolment is None:
        raise NotEnrolled
    lessons = lessons_now(learner, path)
    row = ModuleRecord(
        learner=learner,
        module=module,
        membership_id=enrolment.membership_id,
        audience=enrolment.audience,
        edition=module.editions.first(),
        started_at=at,
        lessons_done=sum(done for _, _, done in lessons),  # in the module that they were in before
        lessons_due=len(lessons),
    )
    ModuleRecord.objects.bulk_create([row], ignore_conflicts=True)


def write(record, rows):
    """The lesson rows of one step, in one statement. What is already complete is never among them."""
    if rows:
        written = [(row.lesson_id, row.started_at, row.completed_at) for row in rows]
        write_lessons(record.learner_id, record.now_edition, written)


def store(record, *, done, due, at):
    """The count of a record that is not complete, and its completion where that is now earned."""
    if record.completed_at:
        return
    record.lessons_done, record.lessons_due = done, due
    write_progress(record)
    complete_if_earned(record, at)


def complete_if_earned(record, at):
    """Freeze the completion where the rules say so; once complete, always complete."""
    if record.completed_at or record.passed_at is None:
        return
    count = {"done": record.lessons_done, "due": record.lessons_due}
    if not rules.module_complete(**count, passed=True, by_assessment=record.module.by_assessment):
        return
    membership = membership_at_completion(record)
    record.membership = membership
    record.organisation = membership.counted_organisation
    record.audience = membership.audience
    record.edition = record.module.editions.first() or record.edition
    record.completed_at, record.completed_month = at, rules.month_of(at)
    record.how = How.LESSONS if rules.lessons_complete(**count) else How.ASSESSMENT
    record.save()
    module_completed.send(sender=ModuleRecord, record=record, at=at)
    complete_courses(record.learner, at)


def membership_at_completion(record):
    """The one that the enrolment was for while it lasts, else the primary one of the day."""
    lasting = Membership.objects.current().filter(pk=record.membership_id).select_related("organisation").first()
    return lasting or current_membership(record.learner) or record.membership


def complete_courses(learner, at):
    """Complete every course that the learner takes and whose required modules, published or not, are all complete.

    The enrolments are locked before completions are read: of two modules completed at once, the second sees both.
    """
    taken = Enrolment.objects.current().in_progress().filter(learner=learner).order_by("pk")
    taken = list(taken.select_for_update(of=("self",)))
    done = set(ModuleRecord.objects.completed().filter(learner=learner).values_list("module_id", flat=True))
    required = defaultdict(set)
    places = CourseModule.objects.filter(course__in=[enrolment.course_id for enrolment in taken], required=True)
    for course_id, module_id in places.values_list("course_id", "module_id"):
        required[course_id].add(module_id)
    for enrolment in taken:
        if rules.course_complete(required[enrolment.course_id], done):
            enrolment.completed_at, enrolment.completed_month = at, rules.month_of(at)
            enrolment.save(update_fields=["completed_at", "completed_month"])
            course_completed.send(sender=Enrolment, enrolment=enrolment, at=at)
