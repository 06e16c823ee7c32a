"""What the demonstration's crowd has earned, awarded many rows at once: specimens like every other, whose documents nobody waits for."""

from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone

from courses.models import CoursePage
from declaration.principles import PRINCIPLE_CODES
from progress.models import ModuleRecord
from progress.rules import month_of

from . import facts
from .codes import new_code
from .models import Certificate

NOBODY_WAITS = datetime(9999, 1, 1, tzinfo=UTC)  # an operator can ask for one at the desk
BATCH = 500


def make(*, serving):
    """For every module, principle and course that these people, given by their memberships, have completed."""
    people = {membership.user_id: membership for membership in serving}
    awards = [_award(people[learner], *earned) for learner, *earned in [*_modules(people), *_several(people)]]
    Certificate.objects.bulk_create(awards, batch_size=BATCH)


def _award(membership, earned, at):
    return Certificate(
        learner=membership.user, membership=membership, organisation=membership.organisation, name=membership.user.name,
        organisation_name=membership.organisation.name, code=new_code(), issuer=settings.CERTIFICATE_ISSUER,
        is_specimen=True, awarded_on=timezone.localdate(at), awarded_month=month_of(at), issued_at=at,
        render_after=NOBODY_WAITS, **{name: getattr(earned, name) for name in earned.__dataclass_fields__},
    )  # fmt: skip


def _modules(people):
    """(learner, facts, when earned)"""
    found = ModuleRecord.objects.completed().filter(learner__in=people).select_related("module", "edition")
    for record in found.order_by("completed_at", "pk"):
        yield record.learner_id, facts.of_module(record), record.completed_at


def _several(people):
    """The same of principles, and of courses that award a certificate."""
    courses = CoursePage.objects.filter(awards_certificate=True).values_list("translation_key", flat=True)
    for subject in [f"principle:{code}" for code in PRINCIPLE_CODES] + [f"course:{key}" for key in courses]:
        for found in facts.everybody(subject):
            if found["learner"] in people:
                earned = facts.earned(subject, found["learner"])
                yield found["learner"], earned.facts, earned.at
