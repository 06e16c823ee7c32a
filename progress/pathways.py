"""Which pathway suits somebody, and why; how long it takes at their pace; and changing it, which keeps everything done."""

from dataclasses import dataclass

from django.db import transaction

from courses.models import CoursePage
from declaration.audiences import audience
from declaration.principles import PRINCIPLE_CODES, principle
from people.permissions import current_membership

from . import actions
from .models import Enrolment, LearningPlan
from .overview import CourseProgress, courses_progress

PACE = 20
PACES = ((10, "10 minutes a week"), (20, "20 minutes a week"), (40, "40 minutes a week"), (60, "An hour a week"))


@dataclass(frozen=True)
class Pathway:
    """A course as it suits one person: `reasons` are sentences, the strongest first."""

    progress: CourseProgress
    reasons: tuple[str, ...]
    pace: int

    @property
    def minutes_left(self):
        """Of the required modules that can be learnt now."""
        return sum(p.module["minutes"] for p in self.progress.required if p.live and not p.standing.complete)

    @property
    def weeks_left(self):
        return weeks(self.minutes_left, self.pace)


def weeks(minutes: int, pace: int) -> int:
    """Whole weeks at `pace` minutes a week."""
    return -(-minutes // pace)


def ranked(courses, kind, interests, pace=PACE) -> list[Pathway]:
    """The pathways for this audience: one written for it before one for everybody, then by how much is about `interests`,
    then in the editors' order. Where none is for the audience, those for everybody. Pure."""
    fitting = [c for c in courses if kind in c.course.audiences] or [c for c in courses if c.course.is_for_everybody()]
    order = sorted(fitting, key=lambda c: (c.completed, c.course.is_for_everybody(), -_share(c, interests)))
    return [Pathway(c, _reasons(c, kind, interests), pace) for c in order]


def _share(progress, interests):
    """Of the required minutes, the part that is about what somebody wants to learn."""
    return _minutes([p for p in progress.required if _is_about(p, interests)]) / (_minutes(progress.required) or 1)


def _minutes(places):
    return sum(place.module["minutes"] for place in places)


def _is_about(place, interests):
    return place.module["principle"].code in interests


def _reasons(progress, kind, interests):
    reasons = [
        "It is for everybody in a leading role." if progress.course.is_for_everybody() else _written_for(progress, kind)
    ]
    about = sum(_is_about(place, interests) for place in progress.required)
    if about:
        named = " and ".join(f"“{principle(code).short_name}”" for code in PRINCIPLE_CODES if code in interests)
        reasons.append(f"{about} of its {progress.total} required modules are about {named}, which you chose.")
    if progress.done:
        reasons.append(f"You have completed {progress.done} of its required modules already.")
    return tuple(reasons)


def _written_for(progress, kind):
    return f"It is written for your kind of role: {audience(kind).title}."


def pathways_for(learner, at) -> list[Pathway]:
    """Every pathway that is offered to this person, the recommended one first; those they take are among them."""
    membership = current_membership(learner)
    courses = courses_progress(learner, list(CoursePage.objects.live().public().order_by("path")))
    plan = plan_of(learner)
    return ranked(courses, membership.audience if membership else "other", plan.interests, plan.minutes_a_week)


def plan_of(learner) -> LearningPlan:
    """The plan as made, or the one that we suppose until then."""
    return LearningPlan.objects.filter(learner=learner).first() or LearningPlan(learner=learner, minutes_a_week=PACE)


def make_plan(*, learner, interests, minutes_a_week, at) -> LearningPlan:
    wanted = [code for code in PRINCIPLE_CODES if code in interests]
    values = {"interests": wanted, "minutes_a_week": minutes_a_week, "made_at": at}
    return LearningPlan.objects.update_or_create(learner=learner, defaults=values)[0]


@transaction.atomic
def change(*, learner, course, leaving, membership, at) -> Enrolment:
    """Take `course` in place of `leaving` (enrolments). Modules are shared: what was done counts on."""
    left = list(leaving.exclude(course=course))
    enrolment = actions.enrol(learner=learner, course=course, membership=membership, at=at)
    for old in left:
        actions.withdraw(enrolment=old, at=at)
    return enrolment
