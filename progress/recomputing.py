"""After an editor changed a module everybody in progress is counted again: the first few hundred in the publish itself, the
others in the background, a batch to a transaction. Meanwhile a click counts for itself. Nobody is un-completed."""

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from courses.models import CourseModule

from . import records
from .models import Enrolment, LessonRecord, ModuleRecord, Recount

BATCH = 500  # records that are locked together, and that a publish counts at once


@transaction.atomic
def recompute(*, module, at):
    """What cannot be counted at once waits as a row, which no crash loses."""
    recount, _ = Recount.objects.update_or_create(module=module, defaults={"asked_at": at, "after": 0})
    _count_some(recount, at)


def catch_up(*, at, most=1_000) -> int:
    """Count whatever waits, a batch at a time. Returns the number of batches."""
    batches = 0
    while batches < most and _count_next(at):
        batches += 1
    return batches


@transaction.atomic
def _count_next(at):
    """One batch of the module that waits longest; what another worker holds is left to it. False where nothing waits."""
    waiting = Recount.objects.select_for_update(skip_locked=True, of=("self",))
    recount = waiting.select_related("module").order_by("asked_at").first()
    if recount:
        _count_some(recount, at)
    return bool(recount)


def _count_some(recount, at):
    """The next batch is locked before anything in it is counted, and the row goes with the last one."""
    waiting = ModuleRecord.objects.in_progress().filter(module=recount.module_id, pk__gt=recount.after).order_by("pk")
    pks = list(waiting.select_for_update().values_list("pk", flat=True)[:BATCH])
    _count(recount.module, ModuleRecord.objects.filter(pk__in=pks), at)
    if len(pks) < BATCH:
        recount.delete()
    else:
        recount.after = pks[-1]
        recount.save(update_fields=["after"])


def _count(module, in_progress, at):
    """In one statement, whatever their number."""
    live = list(module.live_lessons().values_list("pk", flat=True)) if module.live else []
    done = (
        LessonRecord.objects.filter(learner=OuterRef("learner"), lesson__in=live, completed_at__isnull=False)
        .values("learner")
        .annotate(n=Count("pk"))
        .values("n")
    )
    in_progress.update(lessons_done=Coalesce(Subquery(done), 0), lessons_due=len(live))
    for record in in_progress.filter(passed_at__isnull=False):
        records.complete_if_earned(record, at)


@transaction.atomic
def recompute_course(*, course, at):
    """After a course's modules changed: whoever has all that it now requires has completed it."""
    mine = ModuleRecord.objects.completed().filter(learner=OuterRef(OuterRef("learner")), module=OuterRef("module"))
    missing = CourseModule.objects.filter(course=course, required=True).exclude(Exists(mine))
    taking = Enrolment.objects.current().in_progress().filter(course=course).exclude(Exists(missing))
    for enrolment in taking.select_related("learner"):
        records.complete_courses(enrolment.learner, at)
