"""Keeping the figures up to date: count, protect the months that changed, and put each in place in one short transaction."""

import hashlib
import time
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from organisations.models import Organisation
from progress.rules import month_of

from . import counting
from .models import Count, Figure, Refresh
from .protection import protect_month
from .whereabouts import councils_on

METHOD = 4  # counted up when the method changes, so that every month is protected again
BATCH = 2000
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def refresh(*, at, patience=None):
    """Bring all months up to `at`, the latest first, each in a transaction of its own: no learner waits for the work in between.

    After `patience` seconds no second month is begun. A refresh that is cut short, by that or by accident, leaves whole
    months, and the next one goes on from there. Returns whether everything is now of `at`.
    """
    counts = counting.count(at)
    began = time.monotonic()
    councils = {month: councils_on(_last_day(month, at)) for month in _months(counts, at)}
    digests = {month: _digest(counts.get(month, {}), councils[month]) for month in councils}
    known = Refresh.objects.get_or_create(pk=1, defaults={"as_at": NEVER})[0].digests
    changed = sorted((month for month in digests if known.get(f"{month}") != digests[month]), reverse=True)
    for done, month in enumerate(changed):
        if done and patience is not None and time.monotonic() - began > patience:
            ask(at=at)
            return False
        counted = counts.get(month, {})
        _put(at, month, digests[month], counted, protect_month(counted, councils[month]))
    _finish(at, {f"{month}": digest for month, digest in digests.items()})
    return True


def begin(*, at, month):
    """One month alone, as of `at`, where nothing has been counted before: what can be shown until `refresh` has counted the others."""
    counted, councils = counting.count(at).get(month, {}), councils_on(_last_day(month, at))
    Refresh.objects.create(pk=1, as_at=at)
    _put(at, month, _digest(counted, councils), counted, protect_month(counted, councils))


@transaction.atomic
def _put(at, month, digest, counts, figures):
    """One month in place of what was there. The newest count wins: an older one that took longer changes nothing."""
    current = Refresh.objects.select_for_update().get(pk=1)
    if current.as_at > at:
        return
    slugs = dict(Organisation.objects.values_list("slug", "pk"))
    for model in (Count, Figure):
        model.objects.filter(month=month).delete()
    Count.objects.bulk_create([_count_row(month, slugs, *item) for item in counts.items()], batch_size=BATCH)
    Figure.objects.bulk_create([_figure_row(month, *item) for item in figures.items()], batch_size=BATCH)
    current.digests[f"{month}"] = digest
    current.save(update_fields=["digests"])


@transaction.atomic
def _finish(at, digests):
    """Months that nothing is left of go; the time stands only when everything is of that time."""
    current = Refresh.objects.select_for_update().get(pk=1)
    if current.as_at <= at:
        for model in (Count, Figure):
            model.objects.filter(month__in=current.digests.keys() - digests.keys()).delete()
        current.as_at, current.digests = at, digests
        current.save()
    return current


def ask(*, at):
    """An analyst wants a count of now; whoever counts next sees it."""
    Refresh.objects.get_or_create(pk=1, defaults={"as_at": NEVER})
    Refresh.objects.filter(pk=1).update(asked_at=at)


def standing():
    """The one Refresh, before the first count too; None before anybody asked for one."""
    return Refresh.objects.first()


def latest():
    """The last Refresh, or None before the first."""
    found = standing()
    return found if found and found.digests else None


def is_asked_for():
    """Whether an analyst, or the rest of the work, waits for a count."""
    found = standing()
    return found is not None and found.is_asked_for


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
