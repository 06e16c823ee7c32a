"""What a learner does: enrol, start, complete, pass, withdraw. Every door calls these; rules decide; signals tell the apps above."""

from django.db import transaction
from django.db.models import Q

from assessment.actions import start as start_attempt
from assessment.models import Attempt, CheckAnswer

from . import records, rules
from .confidence import settle_organisation as settle_confidence
from .models import Enrolment, LessonRecord, ModuleRecord
from .permissions import may_record
from .records import NotEnrolled
from .signals import organisation_settled
from .statements import lessons_now, step


class NotTaught(Exception):
    """The lesson cannot be read now: it, or its module, is not published."""


class NotReady(Exception):
    """The assessment comes after the lessons, where the module does not allow it first."""


class ChecksUnanswered(Exception):
    """A required knowledge check of the lesson has no answer yet. `.blocks` are their ids, in the order of the lesson."""

    def __init__(self, blocks):
        super().__init__(blocks)
        self.blocks = blocks


@transaction.atomic
def enrol(*, learner, course, membership, at) -> Enrolment:
    """Organisation and audience are frozen now; the organisation waits where an approval is pending. Enrolling again returns."""
    enrolment, _ = Enrolment.objects.get_or_create(
        learner=learner,
        course=course,
        defaults={
            "membership": membership,
            "organisation": membership.counted_organisation,
            "audience": membership.audience,
            "enrolled_at": at,
            "enrolled_month": rules.month_of(at),
        },
    )
    if enrolment.withdrawn_at:
        enrolment.withdrawn_at = None
        enrolment.save(update_fields=["withdrawn_at"])
    records.complete_courses(learner, at)
    return enrolment


def withdraw(*, enrolment, at):
    """Leave a course; what was done stays done."""
    Enrolment.objects.filter(pk=enrolment.pk, withdrawn_at__isnull=True).update(withdrawn_at=at)


@transaction.atomic
def start_module(*, learner, module, at) -> ModuleRecord:
    """The learner's record of the module, and their first lesson started. Raises NotEnrolled."""
    record = _recording(learner, module.path, at)
    lessons = lessons_now(learner, module.path)
    if lessons and not any(begun for _, begun, _ in lessons):
        records.write(record, [LessonRecord(lesson_id=lessons[0][0], started_at=at)])
    return record


def complete_lesson(*, learner, lesson, at):
    """Mark a lesson complete and start the next, whose page id is returned (None when all are done).

    Raises ChecksUnanswered, NotEnrolled, NotTaught. Costs the same for the first lesson as for the last, of five or of fifty.
    """
    required = _required_checks(lesson)
    following = step(learner, lesson, required, at)
    return _complete_lesson(learner, lesson, required, at) if following is None else following or None


@transaction.atomic
def _complete_lesson(learner, lesson, required, at):
    """The same with every rule asked here, and whatever a module's completion brings."""
    record = _recording(learner, records.module_path(lesson), at, required)
    if record.answered < len(required):
        raise ChecksUnanswered(_unanswered(learner, lesson, required))
    lessons = lessons_now(learner, records.module_path(lesson))
    ids = [pk for pk, _, _ in lessons]
    if lesson.pk not in ids:
        raise NotTaught
    begun, done = {pk for pk, begun, _ in lessons if begun}, {pk for pk, _, done in lessons if done}
    rows = [] if lesson.pk in done else [LessonRecord(lesson=lesson, started_at=at, completed_at=at)]
    done.add(lesson.pk)
    following = rules.next_of(ids, done, after=lesson.pk)
    if following and following not in begun:
        rows.append(LessonRecord(lesson_id=following, started_at=at))
    records.write(record, rows)
    records.store(record, done=len(done), due=len(ids), at=at)
    return following


@transaction.atomic
def take_assessment(*, learner, module, at) -> Attempt:
    """The learner's open paper, or a new one. Raises NotEnrolled, NotReady, assessment.actions.NothingToAsk."""
    record = _recording(learner, module.path, at)
    lessons = lessons_now(learner, module.path)
    done = sum(done for _, _, done in lessons)
    ready = rules.may_take_assessment(done=done, due=len(lessons), by_assessment=module.by_assessment)
    if not (ready or record.completed_at):
        raise NotReady
    return start_attempt(learner=learner, module=module, at=at)


@transaction.atomic
def record_pass(*, attempt, at):
    """A passed attempt: the module is complete if its lessons are, or if it may be completed by assessment.

    Somebody who withdrew in mid-paper keeps the pass.
    """
    learner, path = attempt.learner, attempt.module.path
    record = records.locked(learner, path, at)
    if record.passed_at is None:
        record.passed_at = at
        record.save(update_fields=["passed_at"])
    lessons = lessons_now(learner, path)
    records.store(record, done=sum(done for _, _, done in lessons), due=len(lessons), at=at)


@transaction.atomic
def settle_organisation(*, membership, at):
    """An approval came: the organisation is filled in wherever it waited, as of when it was earned."""
    waiting = Q(membership=membership, organisation__isnull=True)
    Enrolment.objects.filter(waiting).update(organisation=membership.organisation)
    ModuleRecord.objects.completed().filter(waiting).update(organisation=membership.organisation)
    settle_confidence(membership=membership)
    organisation_settled.send(sender=ModuleRecord, membership=membership, at=at)


def remember_place(*, learner, lesson, block_id):
    """Where the learner was in a lesson they have begun; decides only where to scroll."""
    LessonRecord.objects.filter(learner=learner, lesson=lesson).update(last_block=block_id)


def _recording(learner, path, at, checks=()) -> ModuleRecord:
    """The learner's record, locked, where what they do now is kept. Raises NotEnrolled."""
    record = records.locked(learner, path, at, checks)
    if not may_record(enrolled=record.enrolled, begun=True, withdrawn=record.withdrawn):
        raise NotEnrolled
    return record


def _required_checks(lesson):
    blocks = lesson.body.raw_data
    return [block["id"] for block in blocks if block["type"] == "knowledge_check" and block["value"].get("required")]


def _unanswered(learner, lesson, required):
    answers = CheckAnswer.objects.filter(learner=learner, lesson=lesson)
    answered = {str(block_id) for block_id in answers.values_list("block_id", flat=True)}
    return [block_id for block_id in required if block_id not in answered]
