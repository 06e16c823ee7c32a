"""How many alike people there are in each month: the base counts, in a few grouped statements, one for each family."""

from collections import Counter, defaultdict
from datetime import datetime, time

from django.db.models import Count as CountRows
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from certificates.models import Certificate
from certificates.models import Kind as Award
from courses.models import CourseModule
from declaration.principles import PRINCIPLE_CODES
from feedback.models import SurveyAnswer
from mail.rules import LONDON
from people.models import COUNTED, Membership, Standing
from progress.models import Enrolment, ModuleRecord
from progress.rules import month_of

from . import statements
from .families import PASSED
from .models import Family, Measure
from .whereabouts import organisations_counted

# Memberships that count, now or while they lasted: those that ended count where nobody had to approve them, or somebody did.
ENDED_BUT_COUNTED = Q(standing=Standing.FORMER) & (Q(requested_at=None) | Q(decided_at__isnull=False))
EVER_COUNTED = Q(standing__in=COUNTED) | ENDED_BUT_COUNTED
CONTENT = 4  # from this point of 5 on, an answer to a survey says yes


def count(at):
    """{month: {(family, base): people}} of everything up to `at`."""
    organisations = organisations_counted(timezone.localdate(at))
    found = defaultdict(Counter)
    for family, counted in COUNTED_BY.items():
        for month, organisation, facts, people in counted(at):
            if organisation in organisations:
                found[month][family.value, organisations[organisation]._replace(**facts)] += people
    return {month: dict(counts) for month, counts in found.items()}


def next_month(month):
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)


def months_between(first, last):
    """First days of months, both ends included."""
    months = []
    while first <= last:
        months.append(first)
        first = next_month(first)
    return months


def _completions(at):
    """By organisation, audience and month as frozen at completion; those without an organisation wait for an approval."""
    records = ModuleRecord.objects.completed().filter(completed_at__lte=at, organisation__isnull=False)
    rows = records.values_list("completed_month", "organisation_id", "audience", "module__code", "module__principle")
    for month, organisation, audience, module, principle, people in rows.annotate(people=CountRows("pk")).order_by():
        yield month, organisation, {"audience": audience, "subject": module, "principle": principle}, people


_STEPS = (Measure.STARTED.value, Measure.COMPLETED.value, *PRINCIPLE_CODES)


def _people(at):
    """Who serves where at each month end, and how far they have come by then. A person who serves two organisations counts in each."""
    today = timezone.localdate(at)
    first = Membership.objects.filter(EVER_COUNTED, starts_on__lte=today).order_by("starts_on").first()
    months = months_between(first.starts_on.replace(day=1), month_of(at)) if first else []
    spans = [(month, next_month(month), datetime.combine(next_month(month), time(), LONDON)) for month in months]
    for month, organisation, audience, *there, people in statements.people(spans, today) if spans else ():
        steps = sorted(code for code, reached in zip(_STEPS, there, strict=True) if reached)
        yield month, organisation, {"audience": audience, "reached": (Measure.REGISTERED.value, *steps)}, people


def _cohorts(at):
    """By course and month of enrolment, organisation and audience as frozen then; how far the people have come until now."""
    taught = CourseModule.objects.filter(course=OuterRef(OuterRef("course"))).values("module")
    records = ModuleRecord.objects.filter(learner=OuterRef("learner"), module__in=taught)
    enrolments = Enrolment.objects.filter(organisation__isnull=False, enrolled_at__lte=at).annotate(
        begun=Exists(records), partly=Exists(records.filter(completed_at__isnull=False))
    )
    rows = enrolments.values_list("enrolled_month", "organisation_id", "audience", "course__code", "begun", "partly")
    rows = rows.annotate(finished=Q(completed_at__isnull=False), people=CountRows("pk")).order_by()
    for month, organisation, audience, course, *there, people in rows:
        reached = tuple(code for code, passed in zip(PASSED, (True, *there), strict=True) if passed)
        yield month, organisation, {"audience": audience, "subject": course, "reached": reached}, people


def _activity(at):
    """Who registered, each once; and who began or completed a module."""
    for measure, rows in (
        (Measure.JOINED, statements.joined(timezone.localdate(at))),
        (Measure.ACTIVE, statements.active(at)),
    ):
        for month, organisation, audience, people in rows:
            yield month, organisation, {"audience": audience, "reached": (measure.value,)}, people


# By attempt (3 is a later one too) and whether it was passed: a first attempt was taken in the month, a later one was passed in it.
ATTEMPTS = {
    (1, False): (Measure.SAT.value,),
    (1, True): (Measure.SAT.value, Measure.FIRST.value),
    (2, True): (Measure.SECOND.value,),
    (3, True): (Measure.LATER.value,),
}


def _sittings(at):
    for month, organisation, audience, module, principle, attempt, passed, people in statements.sittings(at):
        reached = ATTEMPTS[attempt, bool(passed)]
        facts = {"audience": audience, "subject": module, "principle": principle, "reached": reached}
        yield month, organisation, facts, people


PAIRS = {
    "after": (Measure.PAIRED.value, Measure.ROSE.value),
    "later": (Measure.PAIRED_LATER.value, Measure.ROSE_LATER.value),
}


def _confidence(at):
    for month, organisation, audience, moment, principle, rose, people in statements.confidence(at):
        facts = {"audience": audience, "subject": principle, "principle": principle}
        yield month, organisation, facts | {"reached": PAIRS[moment][: 1 + bool(rose)]}, people


SAID = (Measure.ANSWERED.value, Measure.USEFUL.value, Measure.CLEAR.value, Measure.WILL_ACT.value)
SAID_OF_COURSES = (
    Measure.ANSWERED_COURSE.value,
    Measure.USEFUL_COURSE.value,
    Measure.CLEAR_COURSE.value,
    Measure.WILL_ACT_COURSE.value,
)
_POINTS = ("useful", "clear", "will_act")


def _feedback(at):
    about = SurveyAnswer.objects.filter(module__isnull=False)
    for month, organisation, module, principle, *more in _said(about, at, "module__code", "module__principle"):
        yield _surveyed(SAID, month, organisation, module, principle, *more)


def _of_courses(at):
    for month, organisation, course, *more in _said(
        SurveyAnswer.objects.filter(course__isnull=False), at, "course__code"
    ):
        yield _surveyed(SAID_OF_COURSES, month, organisation, course, "", *more)


def _said(answers, at, *about):
    """Of each kind of answer how many; a question that was passed over says nothing."""
    said = {f"is_{name}": Q(**{f"{name}__gte": CONTENT, f"{name}__isnull": False}) for name in _POINTS}
    rows = answers.filter(organisation__isnull=False, answered_at__lte=at).annotate(**said)
    rows = rows.values_list("answered_month", "organisation_id", *about, "audience", *said)
    return rows.annotate(people=CountRows("pk")).order_by()


def _surveyed(codes, month, organisation, subject, principle, audience, *said):
    *yes, people = said
    reached = (codes[0], *(code for code, there in zip(codes[1:], yes, strict=True) if there))
    facts = {"audience": audience, "subject": subject, "principle": principle, "reached": reached}
    return month, organisation, facts, people


AWARDS = {Award.PRINCIPLE: Measure.PRINCIPLE_AWARDS.value, Award.COURSE: Measure.COURSE_AWARDS.value}


def _awards(at):
    """As they stand, in the month of the award: a correction is no second award, and an approval that came later names the
    organisation. Those of modules are counted as completions."""
    awards = Certificate.objects.filter(
        kind__in=AWARDS, organisation__isnull=False, issued_at__lte=at, revoked_at=None, replaced_by=None
    )
    rows = awards.values_list("awarded_month", "organisation_id", "kind", "subject_key").annotate(n=CountRows("pk"))
    for month, organisation, kind, subject, people in rows.order_by():
        principle = subject if kind == Award.PRINCIPLE else ""
        yield month, organisation, {"subject": principle, "principle": principle, "reached": (AWARDS[kind],)}, people


COUNTED_BY = {
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
