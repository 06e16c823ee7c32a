"""How sure a learner is of each principle: what is asked when, keeping it, and what has changed. Always optional, never a condition."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Max

from declaration.principles import PRINCIPLE_CODES, PRINCIPLES, Principle
from people.permissions import current_membership

from . import rules
from .models import Confidence, Enrolment, ModuleRecord, Moment

THREE_MONTHS = timedelta(days=91)
STATEMENTS = {
    "p1": "Tell whether one of our services starts from what residents need",
    "p2": "Ask the right questions before we buy or replace technology",
    "p3": "Decide when to share information, and what must be protected",
    "p4": "Create the conditions in which my organisation can change",
    "p5": "Work in the open, and help colleagues to do so",
}
SCALE = ((1, "Not at all"), (2, "A little"), (3, "Fairly"), (4, "Very"), (5, "Completely"))


@dataclass(frozen=True)
class Invitation:
    """What a page says where it invites to the check: it follows what has happened."""

    title: str
    words: str


@dataclass(frozen=True)
class Change:
    """One principle's points along the moments; None where nothing was given."""

    principle: Principle
    statement: str
    before: str | None
    after: str | None
    later: str | None


def asked(moment, given, learnt, at) -> list[str]:
    """The principles whose statement may be put now, in order. Pure.

    `given`: {(code, moment): when}. `learnt`: {code: when a module of it was completed last}. A baseline is asked until
    something was learnt; what came of it only from those who gave one, and for the first three months as *after*.
    """
    return [code for code in PRINCIPLE_CODES if _is_asked(code, moment, given, learnt.get(code), at)]


def due(moment, given, learnt, at) -> list[str]:
    """Of those, the ones without an answer since: what a page reminds of. Pure."""
    return [code for code in asked(moment, given, learnt, at) if not _is_answered(code, moment, given, learnt)]


def _is_asked(code, moment, given, learnt_at, at):
    if moment == Moment.BEFORE:
        return learnt_at is None
    if learnt_at is None or (code, Moment.BEFORE) not in given:
        return False
    return (at >= learnt_at + THREE_MONTHS) == (moment == Moment.LATER)


def _is_answered(code, moment, given, learnt):
    answered_at = given.get((code, moment))
    return answered_at is not None and (moment == Moment.BEFORE or answered_at >= learnt[code])


def invitation(moment, *, has_begun, has_learnt) -> Invitation:
    """`has_begun`: a module was started. `has_learnt`: one was completed, so that a baseline is open for other principles only. Pure."""
    if moment == Moment.LATER:
        return Invitation("Three months on: how confident are you?", "Two minutes, to see what has lasted.")
    if moment == Moment.AFTER:
        return Invitation(
            "How confident are you now?", "You have completed a module since you answered. See what has changed."
        )
    if has_learnt:
        return Invitation(
            "How confident are you about what is still to come?", "A minute, about the principles that are new to you."
        )
    title = "How confident are you today?" if has_begun else "Before you begin: how confident are you?"
    return Invitation(title, "Two minutes. After you have learnt, you can see what has changed.")


def asked_of(learner, moment, at) -> list[str]:
    return asked(moment, *_known(learner), at)


def due_from(learner, at, principle=None) -> Moment | None:
    """The moment that this learner is invited to answer for now, of one principle or of any. Two queries."""
    given, learnt = _known(learner)
    codes = {principle} if principle else set(PRINCIPLE_CODES)
    return next(
        (m for m in (Moment.LATER, Moment.AFTER, Moment.BEFORE) if codes & set(due(m, given, learnt, at))), None
    )


def _known(learner):
    given = {(c.principle, c.moment): c.given_at for c in Confidence.objects.filter(learner=learner)}
    completed = ModuleRecord.objects.completed().filter(learner=learner).order_by()
    return given, dict(completed.values_list("module__principle").annotate(Max("completed_at")))


@transaction.atomic
def give(*, learner, moment, points, at) -> int:
    """Keep `points` {principle: 1 to 5} of those that are asked now; given again, they replace. Returns how many were kept."""
    open_now = asked_of(learner, moment, at)
    where = _serving(learner)
    rows = [
        Confidence(
            learner=learner,
            principle=code,
            moment=moment,
            point=point,
            given_at=at,
            given_month=rules.month_of(at),
            **where,
        )
        for code, point in points.items()
        if code in open_now
    ]
    Confidence.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["learner", "principle", "moment"],
        update_fields=["point", "given_at", "given_month", *where],
    )
    return len(rows)


def delete_all(*, learner) -> int:
    """Every answer, of every moment. Returns how many there were. Figures that were published keep their counts."""
    return Confidence.objects.filter(learner=learner).delete()[0]


def _serving(learner):
    """Where somebody serves now, else where they did when they enrolled last: what figures count them by."""
    membership = current_membership(learner)
    if membership is None:
        enrolment = Enrolment.objects.filter(learner=learner).order_by("-enrolled_at").first()
        membership = enrolment and enrolment.membership
    return {
        "membership": membership,
        "organisation": membership and membership.counted_organisation,
        "audience": membership.audience if membership else "other",
    }


def settle_organisation(*, membership):
    """An approval came: the organisation is filled in wherever it waited."""
    Confidence.objects.filter(membership=membership, organisation__isnull=True).update(
        organisation=membership.organisation
    )


def changes(learner) -> list[Change]:
    """Every principle, for the learner's own eyes."""
    words = dict(SCALE)
    points = {(c.principle, c.moment): words[c.point] for c in Confidence.objects.filter(learner=learner)}
    return [Change(p, STATEMENTS[p.code], *(points.get((p.code, moment)) for moment in Moment)) for p in PRINCIPLES]
