"""The same counts from the records themselves, one by one and without a query's cleverness: what the aggregates are checked against."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.utils import timezone

from assessment.models import Attempt
from certificates.models import Certificate
from declaration.principles import PRINCIPLE_CODES
from feedback.models import SurveyAnswer
from people.models import Membership
from progress.models import Confidence, Enrolment, ModuleRecord, Moment
from progress.rules import month_of

from .counting import AWARDS, CONTENT, EVER_COUNTED, PAIRS, months_between, next_month
from .models import Count, Family, Measure, Refresh
from .whereabouts import organisations_counted


def recount(at):
    """{month: {(family, base): people}}, as `counting.count` gives it."""
    places, found = organisations_counted(timezone.localdate(at)), defaultdict(Counter)
    for family, part in PARTS.items():
        for month, organisation, facts in part(at):
            if organisation in places:
                found[month][family.value, places[organisation]._replace(**facts)] += 1
    return {month: dict(counts) for month, counts in found.items()}


def stored():
    """{month: {(family, base): people}} as the last refresh left it."""
    places, found = organisations_counted(timezone.localdate(Refresh.objects.get().as_at)), defaultdict(dict)
    for row in Count.objects.all():
        facts = {"audience": row.audience, "subject": row.subject, "reached": tuple(row.reached.split())}
        found[row.month][row.family, places[row.organisation_id]._replace(**facts)] = row.people
    return dict(found)


def without_principles(counts):
    """A module's principle is not stored with its counts."""
    return {
        month: {(family, base._replace(principle="")): people for (family, base), people in rows.items()}
        for month, rows in counts.items()
    }


def _of_module(row, *reached):
    return {"audience": row.audience, "subject": row.module.code, "principle": row.module.principle, "reached": reached}


def _completions(at):
    for record in ModuleRecord.objects.select_related("module"):
        if record.completed_at and record.completed_at <= at:
            yield record.completed_month, record.organisation_id, _of_module(record)


def _people(at):
    today = timezone.localdate(at)
    for membership in Membership.objects.filter(EVER_COUNTED):
        if membership.starts_on <= today:
            records = list(ModuleRecord.objects.filter(learner=membership.user_id).select_related("module"))
            for month in months_between(membership.starts_on.replace(day=1), month_of(at)):
                day = min(next_month(month) - timedelta(days=1), today)
                if membership.ends_on is None or membership.ends_on > day:
                    facts = {"audience": membership.audience, "reached": _reached(records, month)}
                    yield month, membership.organisation_id, facts


def _reached(records, month):
    completed = [r.module.principle for r in records if r.completed_month and r.completed_month <= month]
    reached = [Measure.STARTED.value] if any(month_of(r.started_at) <= month for r in records) else []
    reached += [Measure.COMPLETED.value] if completed else []
    reached += [code for code in PRINCIPLE_CODES if code in completed]
    return (Measure.REGISTERED.value, *sorted(reached))


def _cohorts(at):
    for enrolment in Enrolment.objects.select_related("course"):
        if enrolment.enrolled_at <= at:
            modules = enrolment.course.places.values("module")
            records = ModuleRecord.objects.filter(learner=enrolment.learner_id, module__in=modules)
            reached = [Measure.ENROLLED.value]
            reached += [Measure.BEGUN.value] if records.exists() else []
            reached += [Measure.PARTLY.value] if any(r.completed_at for r in records) else []
            reached += [Measure.FINISHED.value] if enrolment.completed_at else []
            facts = {"audience": enrolment.audience, "subject": enrolment.course.code, "reached": tuple(reached)}
            yield enrolment.enrolled_month, enrolment.organisation_id, facts


def _activity(at):
    counted = {membership.pk: membership for membership in Membership.objects.filter(EVER_COUNTED)}
    first = {}
    for membership in sorted(counted.values(), key=lambda each: (each.starts_on, each.pk)):
        if membership.organisation_id and membership.starts_on <= timezone.localdate(at):
            first.setdefault(membership.user_id, membership)
    for membership in first.values():
        facts = {"audience": membership.audience, "reached": (Measure.JOINED.value,)}
        yield membership.starts_on.replace(day=1), membership.organisation_id, facts
    seen = set()
    for record in ModuleRecord.objects.all():
        if record.membership_id in counted:
            who = counted[record.membership_id].organisation_id, record.audience, record.learner_id
            seen |= {(month_of(record.started_at), *who)} if record.started_at <= at else set()
            seen |= {(record.completed_month, *who)} if record.completed_at and record.completed_at <= at else set()
    for month, organisation, audience, _ in seen:
        yield month, organisation, {"audience": audience, "reached": (Measure.ACTIVE.value,)}


def _sittings(at):
    taken = defaultdict(list)
    for attempt in Attempt.objects.marked().select_related("module").order_by("number"):
        if attempt.marked_at <= at:
            taken[attempt.learner_id, attempt.module_id].append(attempt)
    for attempts in taken.values():
        for attempt, reached in _told(attempts):
            yield from _sat(attempt, reached)


def _told(attempts):
    """[(attempt, reached)] of one person in one module: the first, and the first that was passed where it came later."""
    first, *more = attempts
    yield first, (Measure.SAT.value, Measure.FIRST.value) if first.passed else (Measure.SAT.value,)
    passed = [(attempt, nth) for nth, attempt in enumerate(more, start=2) if attempt.passed]
    if passed and not first.passed:
        attempt, nth = passed[0]
        yield attempt, (Measure.SECOND.value if nth == 2 else Measure.LATER.value,)


def _sat(attempt, reached):
    enrolments = Enrolment.objects.filter(learner=attempt.learner_id, organisation__isnull=False).order_by("pk")
    enrolment = enrolments.filter(course__places__module=attempt.module_id).first()
    if enrolment:
        facts = {"subject": attempt.module.code, "principle": attempt.module.principle, "reached": reached}
        yield month_of(attempt.marked_at), enrolment.organisation_id, facts | {"audience": enrolment.audience}


def _confidence(at):
    before = {(c.learner_id, c.principle): c for c in Confidence.objects.before()}
    for answer in Confidence.objects.exclude(moment=Moment.BEFORE):
        first = before.get((answer.learner_id, answer.principle))
        if first and answer.given_at <= at:
            reached = PAIRS[answer.moment] if answer.point > first.point else PAIRS[answer.moment][:1]
            facts = {"subject": answer.principle, "principle": answer.principle, "reached": reached}
            yield answer.given_month, first.organisation_id, facts | {"audience": first.audience}


def _feedback(at):
    for answer in SurveyAnswer.objects.filter(module__isnull=False, answered_at__lte=at).select_related("module"):
        facts = _of_module(answer, Measure.ANSWERED.value, *_said(answer))
        yield answer.answered_month, answer.organisation_id, facts


def _of_courses(at):
    for answer in SurveyAnswer.objects.filter(course__isnull=False, answered_at__lte=at).select_related("course"):
        reached = (Measure.ANSWERED_COURSE.value, *(f"course-{code}" for code in _said(answer)))
        facts = {"audience": answer.audience, "subject": answer.course.code, "reached": reached}
        yield answer.answered_month, answer.organisation_id, facts


def _said(answer):
    said = ((Measure.USEFUL, answer.useful), (Measure.CLEAR, answer.clear), (Measure.WILL_ACT, answer.will_act))
    return [measure.value for measure, point in said if point and point >= CONTENT]


def _awards(at):
    """Each award once, from the first certificate for it to the one that stands today."""
    replacements = set(Certificate.objects.exclude(replaced_by=None).values_list("replaced_by", flat=True))
    for award in Certificate.objects.filter(kind__in=AWARDS).exclude(pk__in=replacements):
        month = award.awarded_month
        while award.replaced_by:
            award = award.replaced_by
        if award.revoked_at is None and award.issued_at <= at:
            principle = award.subject_key if award.kind == "principle" else ""
            facts = {"subject": principle, "principle": principle, "reached": (AWARDS[award.kind],)}
            yield month, award.organisation_id, facts


PARTS = {
    Family.COMPLETIONS: _completions,
    Family.PEOPLE: _people,
    Family.COHORTS: _cohorts,
    Family.ACTIVITY: _activity,
    Family.SITTINGS: _sittings,
    Family.CONFIDENCE: _confidence,
    Family.FEEDBACK: _feedback,
    Family.OF_COURSES: _of_courses,
    Family.AWARDS: _awards,
}
