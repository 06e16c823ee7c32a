"""The demonstration's release: the last month that can be published by now, on its way through two analysts, each step on its day."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from mail.rules import LONDON
from people.demonstration import ANALYST, SECOND_ANALYST
from people.models import User

from . import aggregates, releases
from .snapshots import FREEZES_ON, freeze

MOST_DAYS = 10  # from freezing to publication, Easter included


@transaction.atomic
def publish(*, at):
    """Nothing where figures have been counted before. Only this month is counted here, and the others in the background."""
    if aggregates.standing():
        return
    frozen_at = _frozen_at(at)
    month = (frozen_at.date().replace(day=1) - timedelta(days=1)).replace(day=1)
    aggregates.begin(at=frozen_at, month=month)
    read_at = releases.moment_on(releases.next_day(frozen_at.date()))
    day = releases.next_day(read_at.date())
    release = releases.draft(snapshot=freeze(month=month, at=frozen_at), at=frozen_at)
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
