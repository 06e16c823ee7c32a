"""Two accounts of one person become one: what was done with either is done, once, as of the first time; frozen facts stay."""

from people.merging import move
from people.secrecy import encrypt

from . import records
from .learning_log import read
from .models import Confidence, Enrolment, LearningPlan, LessonRecord, LogEntry, ModuleRecord, NextStep
from .statements import lessons_now

COMPLETION = ("completed_at", "completed_month")


def unite(*, kept, merged, at):
    """Lessons first, then the records that count them, then the courses; what only both together have earned is earned now."""
    for row in LessonRecord.objects.filter(learner=merged):
        _lesson(row, kept)
    for row in ModuleRecord.objects.filter(learner=merged):
        _module(row, kept)
    for row in Enrolment.objects.filter(learner=merged):
        _enrolment(row, kept)
    for model, about in ((LogEntry, ("lesson", "block_id")), (NextStep, ("module", "block_id"))):
        _writing(model, about, kept, merged)
    points = Confidence.objects.filter(learner=merged)
    move(points, "learner", kept, same=("principle", "moment"), newest="given_at")
    move(LearningPlan.objects.filter(learner=merged), "learner", kept, same=(), newest="made_at")
    _recount(kept, at)


def _lesson(row, kept):
    present = LessonRecord.objects.filter(learner=kept, lesson=row.lesson_id).first()
    if present is None:
        _give(row, kept)
        return
    present.started_at = min(present.started_at, row.started_at)
    if row.completed_at and _is_first(row, present):
        present.completed_at, present.edition = row.completed_at, row.edition
    row.delete()
    present.save()


def _module(row, kept):
    """Of two records the one that was completed first stands, else the one begun first; a pass of either is its pass."""
    present = ModuleRecord.objects.filter(learner=kept, module=row.module_id).first()
    if present is None:
        _give(row, kept)
        return
    first, second = (row, present) if _is_first(row, present) else (present, row)
    first.passed_at = min(filter(None, (first.passed_at, second.passed_at)), default=None)
    second.delete()
    first.learner = kept
    first.save(update_fields=["learner", "passed_at"])


def _enrolment(row, kept):
    """The first enrolment stands, with what it was for; it is complete as of the first completion, and current where either is."""
    present = Enrolment.objects.filter(learner=kept, course=row.course_id).first()
    if present is None:
        _give(row, kept)
        return
    first, second = sorted((row, present), key=lambda enrolment: enrolment.enrolled_at)
    if second.completed_at and (first.completed_at is None or second.completed_at < first.completed_at):
        first.completed_at, first.completed_month = second.completed_at, second.completed_month
    first.withdrawn_at = first.withdrawn_at and second.withdrawn_at
    second.delete()
    first.learner = kept
    first.save(update_fields=["learner", "withdrawn_at", *COMPLETION])


def _writing(model, about, kept, merged):
    """No word is lost: two texts at one prompt stand one below the other."""
    for row in model.objects.filter(learner=merged):
        same = {name: getattr(row, name) for name in about}
        present = model.objects.filter(learner=kept, **same).first() if row.block_id else None
        if present is None:
            _give(row, kept)
            continue
        older, newer = sorted((present, row), key=lambda writing: writing.written_at)
        present.secret = encrypt(f"{read(older)}\n\n{read(newer)}".encode())
        present.written_at = newer.written_at
        row.delete()
        present.save(update_fields=["secret", "written_at"])


def _recount(kept, at):
    for record in ModuleRecord.objects.in_progress().filter(learner=kept).select_related("module", "learner"):
        lessons = lessons_now(kept, record.module.path)
        records.store(record, done=sum(done for _, _, done in lessons), due=len(lessons), at=at)
    records.complete_courses(kept, at)


def _is_first(row, present):
    """Completed before the other one, or begun before it where neither is complete."""
    if row.completed_at and present.completed_at:
        return row.completed_at < present.completed_at
    if row.completed_at or present.completed_at:
        return row.completed_at is not None
    return row.started_at < present.started_at


def _give(row, kept):
    row.learner = kept
    row.save(update_fields=["learner"])
