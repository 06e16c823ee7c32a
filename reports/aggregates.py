"""Keeping the figures up to date: count, protect what changed, and put it in place in one short transaction."""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from organisations.models import Organisation
from progress.rules import month_of

from . import counting
from .models import Count, Figure, Refresh
from .protection import protect_month

METHOD = 1  # counted up when the method changes, so that every month is protected again
BATCH = 2000


def refresh(*, at):
    """Bring all months up to `at`. Reading and protecting happen outside the transaction: no learner waits for it."""
    counts = counting.count(at)
    councils = {month: councils_on(_last_day(month, at)) for month in _months(counts, at)}
    digests = {f"{month}": _digest(counts.get(month, {}), councils[month]) for month in councils}
    before = latest()
    known = before.digests if before else {}
    changed = [month for month in councils if known.get(f"{month}") != digests[f"{month}"]]
    figures = {month: protect_month(counts.get(month, {}), councils[month]) for month in changed}
    gone = [month for month in known if month not in digests]
    return _put(at, digests, changed, gone, counts, figures)


@transaction.atomic
def _put(at, digests, changed, gone, counts, figures):
    """The newest count wins: an older one that took longer changes nothing."""
    Refresh.objects.get_or_create(pk=1, defaults={"as_at": at})
    current = Refresh.objects.select_for_update().get(pk=1)
    if current.as_at > at:
        return current
    slugs = dict(Organisation.objects.values_list("slug", "pk"))
    for model in (Count, Figure):
        model.objects.filter(month__in=[*changed, *gone]).delete()
    for month in changed:
        rows = [_count_row(month, slugs, *item) for item in counts.get(month, {}).items()]
        Count.objects.bulk_create(rows, batch_size=BATCH)
        Figure.objects.bulk_create([_figure_row(month, *item) for item in figures[month].items()], batch_size=BATCH)
    current.as_at, current.digests = at, digests
    current.save()
    return current


def councils_on(day):
    """{slug: (region, type)} of the real principal councils that exist on a day."""
    councils = Organisation.objects.real().principal_councils().existing_on(day)
    rows = councils.values_list("slug", "region_id", "kind")
    return {slug: (region or "", kind) for slug, region, kind in rows}


def latest():
    """The last Refresh, or None before the first."""
    return Refresh.objects.first()


def _months(counts, at):
    """Every month from the first with anything to count until now, the one with nothing in it included."""
    now = month_of(at)
    return counting.months_between(min([*counts, now]), now)


def _last_day(month, at):
    return min(counting.next_month(month) - timedelta(days=1), timezone.localdate(at))


def _digest(counts, councils):
    content = METHOD, sorted(counts.items()), sorted(councils.items())
    return hashlib.sha256(repr(content).encode()).hexdigest()


def _count_row(month, slugs, key, people):
    family, base = key
    return Count(
        family=family,
        month=month,
        organisation_id=slugs[base.organisation],
        audience=base.audience,
        subject=base.subject,
        reached=" ".join(base.reached),
        people=people,
    )


def _figure_row(month, cell, value):
    measure, kind, place, audience, subject = cell
    return Figure(
        month=month, measure=measure, place_kind=kind, place=place, audience=audience, subject=subject, value=value
    )
