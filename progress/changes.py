"""What somebody who is in the middle of a module or a course is told: what an editor changed since they began, where it matters."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from courses.models import Change, ModuleEdition

from .models import Enrolment, ModuleRecord


@dataclass(frozen=True)
class WhatChanged:
    note: str
    at: datetime


def of_module(learner, module) -> list[WhatChanged]:
    """Material changes since the edition with which they began, the latest first; none once they are through. One query."""
    begun = ModuleRecord.objects.in_progress().filter(learner=learner, module=OuterRef("module"))
    since = ModuleEdition.objects.filter(
        module=module, change=Change.MATERIAL, number__gt=Subquery(begun.values("edition__number"))
    )
    return [WhatChanged(edition.change_note, edition.published_at) for edition in since]


def of_course(learner, course) -> list[WhatChanged]:
    """The latest publish, where it was material and they had enrolled before. One query, or none."""
    if course.change != Change.MATERIAL:
        return []
    taking = Enrolment.objects.current().in_progress().filter(learner=learner, course=course)
    if taking.filter(enrolled_at__lt=course.last_published_at).exists():
        return [WhatChanged(course.change_note, course.last_published_at)]
    return []
