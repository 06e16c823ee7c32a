"""What a learner does: enrol, start, complete, withdraw. Every door calls these; rules decide; signals tell the apps above."""

from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from assessment.models import CheckAnswer
from courses.editions import current_edition
from courses.models import CourseModule
from courses.rendering import rendered_lesson
from people.permissions import current_membership

from . import rules
from .models import Enrolment, How, LessonRecord, ModuleRecord
from .permissions import enrolment_for
from .signals import course_completed, module_completed, organisation_settled


class NotEnrolled(Exception):
    """Recording needs an enrolment in a course that holds the module."""


class ChecksUnanswered(Exception):
    """A required knowledge check of the lesson has no answer yet. `.blocks` are their ids."""

    def __init__(self, blocks):
        super().__init__(blocks)
        self.blocks = blocks


@transaction.atomic
def enrol(*, learner, course, membership, at) -> Enrolment:
    """Organisation and audience are frozen now; the organisation waits where an approval is pending. Enrolling again returns."""
    enrolment, created = Enrolment.objects.get_or_create(
        learner=learner,
        course=course,
        defaults={
            "membership": membership,
            "organisation": membership.organisation if membership.counts else None,
            "audience": membership.audience,
            "enrolled_at": at,
            "enrolled_month": rules.month_of(at),
        },
    )
    if enrolment.withdrawn_at:
        enrolment.withdrawn_at = None
        enrolment.save(update_fields=["withdrawn_at"])
    if created:
        _complete_courses(learner, at)
    return enrolment


def withdraw(*, enrolment, at):
    """Leave a course; what was done stays done."""
    Enrolment.objects.filter(pk=enrolment.pk, withdrawn_at__isnull=True).update(withdrawn_at=at)


@transaction.atomic
def start_module(*, learner, module, at) -> ModuleRecord:
    """The learner's record of the module, and their first lesson started. Raises NotEnrolled."""
    record = _module_record(learner, module, at)
    first = rules.next_of(list(module.live_lessons().values_list("pk", flat=True)), set())
    if first and not LessonRecord.objects.filter(learner=learner, module=module).exists():
        _start_lesson(learner, first, module, record.edition_id, at)
    return record


@transaction.atomic
def complete_lesson(*, learner, lesson, at):
    """Mark a lesson complete and start the next, whose page id is returned (None after the last).

    The learner's own module record is locked first, so that two tabs count one after the other.
    Raises NotEnrolled, ChecksUnanswered.
    """
    frame = rendered_lesson(lesson)
    ids = [entry.id for entry in frame.module.contents]
    _require_checks(learner, lesson, frame.required_checks)
    record = _module_record(learner, lesson.get_parent().specific_deferred, at)
    records = {r.lesson_id: r for r in LessonRecord.objects.filter(learner=learner, module_id=record.module_id)}
    mine = records.get(lesson.pk)
    if mine is None or mine.completed_at is None:
        _store_completed(learner, lesson, record, mine, at)
        records[lesson.pk] = LessonRecord(completed_at=at)
    done = {pk for pk, r in records.items() if r.completed_at} & set(ids)
    following = rules.next_of(ids, done, after=lesson.pk)
    if following and following not in records:
        _start_lesson(learner, following, record.module, record.edition_id, at)
    _store_progress(record, len(done), len(ids), at)
    return following


@transaction.atomic
def record_pass(*, attempt, at):
    """A passed attempt: the module is complete if its lessons are, or if it may be completed by assessment."""
    record = _module_record(attempt.learner, attempt.module, at)
    if record.passed_at is None:
        record.passed_at = at
        record.save(update_fields=["passed_at"])
    _complete_if_earned(record, at)


@transaction.atomic
def recompute(*, module, at):
    """After the lessons of a module changed: everybody in progress is counted again, in one statement; nobody is un-completed."""
    live = list(module.live_lessons().values_list("pk", flat=True))
    done = (
        LessonRecord.objects.filter(learner=OuterRef("learner"), lesson__in=live, completed_at__isnull=False)
        .values("learner")
        .annotate(n=Count("pk"))
        .values("n")
    )
    in_progress = ModuleRecord.objects.in_progress().filter(module=module)
    in_progress.update(lessons_done=Coalesce(Subquery(done), 0), lessons_due=len(live))
    for record in in_progress.filter(passed_at__isnull=False, lessons_done__gte=F("lessons_due")):
        _complete_if_earned(record, at)


@transaction.atomic
def settle_organisation(*, membership, at):
    """An approval came: the organisation is filled in wherever it waited, as of when it was earned."""
    waiting = Q(membership=membership, organisation__isnull=True)
    Enrolment.objects.filter(waiting).update(organisation=membership.organisation)
    ModuleRecord.objects.completed().filter(waiting).update(organisation=membership.organisation)
    organisation_settled.send(sender=ModuleRecord, membership=membership, at=at)


def remember_place(*, learner, lesson, block_id):
    """Where the learner was in a lesson they have begun; decides only where to scroll."""
    LessonRecord.objects.filter(learner=learner, lesson=lesson).update(last_block=block_id)


def _module_record(learner, module, at):
    """Locked, and made where missing."""
    record = ModuleRecord.objects.select_for_update(of=("self",)).filter(learner=learner, module_id=module.pk).first()
    if record:
        record.module = module
        return record
    enrolment = enrolment_for(learner, module)
    if enrolment is None:
        raise NotEnrolled
    record, _ = ModuleRecord.objects.get_or_create(
        learner=learner,
        module_id=module.pk,
        defaults={
            "membership_id": enrolment.membership_id,
            "audience": enrolment.audience,
            "edition": current_edition(module),
            "started_at": at,
            "lessons_due": module.live_lessons().count(),
        },
    )
    record.module = module
    return record


def _require_checks(learner, lesson, required):
    if not required:
        return
    answered = CheckAnswer.objects.filter(learner=learner, lesson=lesson, block_id__in=required)
    missing = required - {str(block_id) for block_id in answered.values_list("block_id", flat=True)}
    if missing:
        raise ChecksUnanswered(missing)


def _store_completed(learner, lesson, record, mine, at):
    row = LessonRecord(
        learner=learner,
        lesson=lesson,
        module=record.module,
        edition_id=record.edition_id,
        started_at=mine.started_at if mine else at,
        completed_at=at,
    )
    LessonRecord.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["learner", "lesson"], update_fields=["completed_at", "edition"]
    )


def _start_lesson(learner, lesson_id, module, edition_id, at):
    row = LessonRecord(learner=learner, lesson_id=lesson_id, module_id=module.pk, edition_id=edition_id, started_at=at)
    LessonRecord.objects.bulk_create([row], ignore_conflicts=True)


def _store_progress(record, done, due, at):
    if record.completed_at:
        return
    record.lessons_done, record.lessons_due = done, due
    record.save(update_fields=["lessons_done", "lessons_due"])
    _complete_if_earned(record, at)


def _complete_if_earned(record, at):
    """Freeze the completion where the rules say so; once complete, always complete."""
    by_lessons = rules.lessons_complete(record.lessons_done, record.lessons_due)
    earned = rules.module_complete(
        done=record.lessons_done,
        due=record.lessons_due,
        passed=record.passed_at is not None,
        by_assessment=record.module.by_assessment,
    )
    if record.completed_at or not earned:
        return
    membership = _membership_at_completion(record)
    record.membership = membership
    record.organisation = membership.organisation if membership.counts else None
    record.audience = membership.audience
    record.edition = current_edition(record.module) or record.edition
    record.completed_at, record.completed_month = at, rules.month_of(at)
    record.how = How.LESSONS if by_lessons else How.ASSESSMENT
    record.save()
    module_completed.send(sender=ModuleRecord, record=record, at=at)
    _complete_courses(record.learner, at)


def _membership_at_completion(record):
    """The one that the enrolment was for while it lasts, else the primary one of the day."""
    enrolled = record.membership
    if enrolled and enrolled.ends_on is None:
        return enrolled
    return current_membership(record.learner) or enrolled


def _complete_courses(learner, at):
    """Complete every course that the learner takes and whose required modules, published or not, are all complete."""
    enrolments = Enrolment.objects.current().filter(learner=learner, completed_at__isnull=True)
    done = set(ModuleRecord.objects.completed().filter(learner=learner).values_list("module_id", flat=True))
    for enrolment in enrolments:
        required = CourseModule.objects.filter(course=enrolment.course_id, required=True)
        if rules.course_complete(set(required.values_list("module_id", flat=True)), done):
            enrolment.completed_at, enrolment.completed_month = at, rules.month_of(at)
            enrolment.save(update_fields=["completed_at", "completed_month"])
            course_completed.send(sender=Enrolment, enrolment=enrolment, at=at)
