"""Whose learning is recorded: a person enrolled in a live course that holds the module."""

from .models import Enrolment


def enrolment_for(learner, module):
    """The oldest current enrolment through which this module counts, or None."""
    if not learner.is_authenticated:
        return None
    return (
        Enrolment.objects.current()
        .filter(learner=learner, course__places__module_id=module.pk, course__live=True)
        .select_related("membership")
        .order_by("enrolled_at")
        .first()
    )


def can_record(learner, module) -> bool:
    return enrolment_for(learner, module) is not None
