"""Where learners stop: each lesson's beginnings and completions, counted each night for the editors. Nothing of a person is kept."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Q

from .models import LessonFigures, LessonRecord

STOPPED_AFTER = timedelta(days=30)
COUNTED = ["started", "completed", "settled", "counted_at"]


@transaction.atomic
def count_lessons(*, at):
    """One pass over the records of lessons. Idempotent."""
    completed = Q(completed_at__isnull=False)
    counts = LessonRecord.objects.values("lesson").annotate(
        began=Count("pk"),
        done=Count("pk", filter=completed),
        over=Count("pk", filter=completed | Q(started_at__lte=at - STOPPED_AFTER)),
    )
    rows = [
        LessonFigures(lesson_id=c["lesson"], started=c["began"], completed=c["done"], settled=c["over"], counted_at=at)
        for c in counts.order_by()
    ]
    LessonFigures.objects.exclude(lesson__in=[row.lesson_id for row in rows]).delete()
    LessonFigures.objects.bulk_create(rows, update_conflicts=True, unique_fields=["lesson"], update_fields=COUNTED)
