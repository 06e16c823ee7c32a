"""Whose learning is recorded: a person who takes a course that holds the module.

Who has begun goes on even when an editor takes the module out of the course, but not after withdrawing from it.
"""

from .models import Enrolment, ModuleRecord


def enrolments_for(learner, module):
    """A learner's enrolments, withdrawn ones included, in courses that hold a module (page, id or OuterRef)."""
    return Enrolment.objects.filter(learner=learner, course__places__module=module)


def enrolment_for(learner, module):
    """The oldest current enrolment through which this module counts, or None."""
    return enrolments_for(learner, module).current().select_related("membership").order_by("enrolled_at").first()


def may_record(*, enrolled: bool, begun: bool, withdrawn: bool) -> bool:
    return enrolled or (begun and not withdrawn)


def can_record(learner, module) -> bool:
    if not learner.is_authenticated:
        return False
    left = list(enrolments_for(learner, module).values_list("withdrawn_at", flat=True))
    begun = None not in left and ModuleRecord.objects.filter(learner=learner, module=module).exists()
    return may_record(enrolled=None in left, begun=begun, withdrawn=bool(left))
