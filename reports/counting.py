"""How many alike people there are in each month: the base counts, in three queries whose cost is the records' and not the pages'."""

from collections import Counter, defaultdict

from django.conf import settings
from django.db.models import Count as CountRows
from django.db.models import Exists, Min, OuterRef, Q
from django.utils import timezone

from courses.models import CourseModule
from declaration.principles import PRINCIPLE_CODES
from organisations.models import Organisation
from people.models import COUNTED, Membership, Standing
from progress.models import Enrolment, ModuleRecord
from progress.rules import month_of

from .families import NO_REGION, PASSED, Base
from .models import Family, Measure

# Memberships that count, now or while they lasted: those that ended count where nobody had to approve them, or somebody did.
ENDED_BUT_COUNTED = Q(standing=Standing.FORMER) & (Q(requested_at=None) | Q(decided_at__isnull=False))
EVER_COUNTED = Q(standing__in=COUNTED) | ENDED_BUT_COUNTED


def count(at):
    """{month: {(family, base): people}} of everything up to `at`. Invented organisations only in a demonstration."""
    organisations = _organisations()
    found = defaultdict(Counter)
    for counted in (_completions, _people, _cohorts):
        for month, key, people in counted(organisations, at):
            found[month][key] += people
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


def _organisations():
    """{id: (slug, region, type)} of the organisations that figures are about."""
    found = Organisation.objects.all() if settings.DEMONSTRATION else Organisation.objects.real()
    rows = found.values_list("pk", "slug", "region_id", "kind")
    return {pk: (slug, region or NO_REGION, kind) for pk, slug, region, kind in rows}


def _completions(organisations, at):
    """By organisation, audience and month as frozen at completion; those without an organisation wait for an approval."""
    records = ModuleRecord.objects.completed().filter(completed_at__lte=at, organisation__isnull=False)
    rows = records.values_list("completed_month", "organisation_id", "audience", "module__code", "module__principle")
    for month, organisation, audience, module, principle, people in rows.annotate(people=CountRows("pk")).order_by():
        if organisation in organisations:
            base = Base(*organisations[organisation], audience, module, principle)
            yield month, (Family.COMPLETIONS.value, base), people


def _people(organisations, at):
    """Who serves where at each month end, and how far they have come by then. A person who serves two organisations counts in each."""
    today, this_month = timezone.localdate(at), month_of(at)
    for membership in _memberships(today).iterator(chunk_size=5000):
        organisation, audience, starts_on, ends_on, *firsts = membership
        if organisation not in organisations:
            continue
        steps = sorted((first, code) for code, first in zip(_STEPS, _months(firsts), strict=True) if first)
        for month in months_between(starts_on.replace(day=1), this_month):
            if ends_on and ends_on < next_month(month) and ends_on <= today:
                break
            reached = (Measure.REGISTERED.value, *sorted(code for first, code in steps if first <= month))
            yield month, (Family.PEOPLE.value, Base(*organisations[organisation], audience, reached=reached)), 1


_STEPS = (Measure.STARTED.value, Measure.COMPLETED.value, *PRINCIPLE_CODES)


def _memberships(today):
    """(organisation, audience, from, until, first started, first completed, first completed of each principle)."""
    records = "user__module_records__"
    firsts = {
        code: Min(f"{records}completed_month", filter=Q(**{f"{records}module__principle": code}))
        for code in PRINCIPLE_CODES
    }
    counted = Membership.objects.filter(EVER_COUNTED, organisation__isnull=False, starts_on__lte=today)
    return (
        counted.order_by()
        .values_list("organisation_id", "audience", "starts_on", "ends_on", "pk")
        .annotate(started=Min(f"{records}started_at"), completed=Min(f"{records}completed_month"), **firsts)
        .values_list("organisation_id", "audience", "starts_on", "ends_on", "started", "completed", *PRINCIPLE_CODES)
    )


def _months(firsts):
    started, *completed = firsts
    return [started and month_of(started), *completed]


def _cohorts(organisations, at):
    """By course and month of enrolment, organisation and audience as frozen then; how far the people have come until now."""
    taught = CourseModule.objects.filter(course=OuterRef(OuterRef("course"))).values("module")
    records = ModuleRecord.objects.filter(learner=OuterRef("learner"), module__in=taught)
    enrolments = Enrolment.objects.filter(organisation__isnull=False, enrolled_at__lte=at).annotate(
        begun=Exists(records), partly=Exists(records.filter(completed_at__isnull=False))
    )
    rows = enrolments.values_list("enrolled_month", "organisation_id", "audience", "course__code", "begun", "partly")
    rows = rows.annotate(finished=Q(completed_at__isnull=False), people=CountRows("pk")).order_by()
    for month, organisation, audience, course, begun, partly, finished, people in rows:
        if organisation in organisations:
            reached = tuple(code for code, there in zip(PASSED, (True, begun, partly, finished), strict=True) if there)
            base = Base(*organisations[organisation], audience, course, reached=reached)
            yield month, (Family.COHORTS.value, base), people
