"""The demonstration's release: the last month that can be published by now, on its way through two analysts, each step on its day."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from mail.rules import LONDON
from people.demonstration import ANALYST, SECOND_ANALYST
from people.models import User
from progress.rules import month_of

from . import counting, releases
from .models import FrozenFigure, Release, Snapshot
from .protection import protect_month
from .snapshots import FREEZES_ON
from .whereabouts import councils_on

MOST_DAYS = 10  # from freezing to publication, Easter included


@transaction.atomic
def publish(*, at):
    """Nothing where there is a release. Only this month is counted here: `refresh` counts the others in the background."""
    if Release.objects.exists():
        return
    frozen_at = _frozen_at(at)
    read_at = releases.moment_on(releases.next_day(frozen_at.date()))
    day = releases.next_day(read_at.date())
    release = releases.draft(snapshot=_freeze(frozen_at), at=frozen_at)
    first, second = (User.objects.get(email=email) for email in (ANALYST, SECOND_ANALYST))
    for analyst in (first, second):
        releases.open_preview(release=release, by=analyst, at=read_at)
    releases.pass_preview(release=release, by=first, at=read_at)
    releases.approve(release=release, day=day, by=second, at=read_at)
    releases.publish_due(at=releases.moment_on(day))


def _frozen_at(at):
    """Early on the day of this month on which the last one is frozen; of the month before, where that was too few days ago."""
    today = timezone.localdate(at)
    day = today.replace(day=FREEZES_ON)
    if (today - day).days < MOST_DAYS:
        day = (day.replace(day=1) - timedelta(days=1)).replace(day=FREEZES_ON)
    return datetime.combine(day, time(4, 10), LONDON)


def _freeze(at):
    """As snapshots.freeze does from figures that were counted then."""
    last_day = month_of(at) - timedelta(days=1)
    month = last_day.replace(day=1)
    figures = protect_month(counting.count(at).get(month, {}), councils_on(last_day))
    snapshot = Snapshot.objects.create(month=month, version=1, as_at=at, taken_at=at)
    FrozenFigure.objects.bulk_create(FrozenFigure(snapshot=snapshot, month=month, **row) for row in _rows(figures))
    return snapshot


def _rows(figures):
    names = ("measure", "place_kind", "place", "audience", "subject")
    return [dict(zip(names, cell, strict=True)) | {"value": value} for cell, value in figures.items()]
