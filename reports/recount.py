"""The same counts from the records themselves, one by one and without a query's cleverness: what the aggregates are checked against."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from declaration.principles import PRINCIPLE_CODES
from people.models import Membership
from progress.models import Enrolment, ModuleRecord
from progress.rules import month_of

from .counting import EVER_COUNTED, months_between, next_month
from .families import NO_REGION, Base
from .models import Count, Family, Measure


def recount(at):
    """{month: {(family, base): people}}, as `counting.count` gives it."""
    found = defaultdict(Counter)
    for part in (_completions, _people, _cohorts):
        for month, family, base in part(at):
            found[month][family.value, base] += 1
    return {month: dict(counts) for month, counts in found.items()}


def stored():
    """{month: {(family, base): people}} as the last refresh left it."""
    found = defaultdict(dict)
    for row in Count.objects.select_related("organisation"):
        base = _base(row.organisation, row.audience, row.subject, reached=tuple(row.reached.split()))
        found[row.month][row.family, base] = row.people
    return dict(found)


def without_principles(counts):
    """A module's principle is not stored with its counts."""
    return {
        month: {(family, base._replace(principle="")): people for (family, base), people in rows.items()}
        for month, rows in counts.items()
    }


def _base(organisation, audience, subject="", principle="", reached=()):
    region = organisation.region_id or NO_REGION
    return Base(organisation.slug, region, organisation.kind, audience, subject, principle, reached)


def _counts(organisation):
    return organisation is not None and (settings.DEMONSTRATION or not organisation.is_fictional)


def _completions(at):
    for record in ModuleRecord.objects.select_related("organisation", "module"):
        if record.completed_at and record.completed_at <= at and _counts(record.organisation):
            base = _base(record.organisation, record.audience, record.module.code, record.module.principle)
            yield record.completed_month, Family.COMPLETIONS, base


def _people(at):
    today = timezone.localdate(at)
    for membership in Membership.objects.filter(EVER_COUNTED).select_related("organisation"):
        if _counts(membership.organisation) and membership.starts_on <= today:
            records = list(ModuleRecord.objects.filter(learner=membership.user_id).select_related("module"))
            for month in months_between(membership.starts_on.replace(day=1), month_of(at)):
                day = min(next_month(month) - timedelta(days=1), today)
                if membership.ends_on is None or membership.ends_on > day:
                    base = _base(membership.organisation, membership.audience, reached=_reached(records, month))
                    yield month, Family.PEOPLE, base


def _reached(records, month):
    completed = [r.module.principle for r in records if r.completed_month and r.completed_month <= month]
    reached = [Measure.STARTED.value] if any(month_of(r.started_at) <= month for r in records) else []
    reached += [Measure.COMPLETED.value] if completed else []
    reached += [code for code in PRINCIPLE_CODES if code in completed]
    return (Measure.REGISTERED.value, *sorted(reached))


def _cohorts(at):
    for enrolment in Enrolment.objects.select_related("organisation", "course"):
        if enrolment.enrolled_at <= at and _counts(enrolment.organisation):
            modules = enrolment.course.places.values("module")
            records = ModuleRecord.objects.filter(learner=enrolment.learner_id, module__in=modules)
            reached = [Measure.ENROLLED.value]
            reached += [Measure.BEGUN.value] if records.exists() else []
            reached += [Measure.PARTLY.value] if any(r.completed_at for r in records) else []
            reached += [Measure.FINISHED.value] if enrolment.completed_at else []
            base = _base(enrolment.organisation, enrolment.audience, enrolment.course.code, reached=tuple(reached))
            yield enrolment.enrolled_month, Family.COHORTS, base
