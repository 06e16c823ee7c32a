"""How many people a module or a course has, for editors who are about to change it. Exact here; courses.impact shows bands."""

from django.db.models import Count, Exists, OuterRef, Q

from courses.impact import Learners
from courses.models import CoursePage

from .models import Enrolment, ModuleRecord

IN_PROGRESS, COMPLETED = Q(completed_at__isnull=True), Q(completed_at__isnull=False)


def learners_of(page) -> Learners:
    """Both numbers in one statement, so that whoever completes meanwhile is counted once. People who left are in progress nowhere."""
    if isinstance(page, CoursePage):
        return _counted(Enrolment.objects.filter(course=page), taking=Q(withdrawn_at__isnull=True))
    places = Enrolment.objects.current().filter(learner=OuterRef("learner"), course__places__module=OuterRef("module"))
    return _counted(ModuleRecord.objects.filter(module=page), taking=Exists(places))


def _counted(rows, taking):
    return Learners(**rows.aggregate(in_progress=Count("pk", IN_PROGRESS & taking), completed=Count("pk", COMPLETED)))
