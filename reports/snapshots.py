"""Freezing a month: its protected cells are copied once, when the month is over, and never change again."""

from datetime import datetime, time

from django.db import transaction

from mail.rules import LONDON
from progress.rules import month_of

from .counting import next_month
from .models import Figure, FrozenFigure, Refresh, Snapshot

FREEZES_ON = 5  # the day of the next month; late approvals have come by then
BATCH = 2000
FACTS = ("month", "measure", "place_kind", "place", "audience", "subject", "value")


class NotYet(Exception):
    """The month is not over, or the figures have not been counted since it was."""


def is_time_to_freeze(month, at):
    return at >= datetime.combine(next_month(month).replace(day=FREEZES_ON), time(4), LONDON)


@transaction.atomic
def freeze(*, month, at, note=""):
    """The Snapshot of a month: the one there is, or the first; with a note, which says what is corrected, a new version."""
    refresh = Refresh.objects.select_for_update().filter(pk=1).first()  # no refresh puts figures in place meanwhile
    last = Snapshot.objects.filter(month=month).order_by("version").last()
    if last and not note:
        return last
    if refresh is None or min(month_of(refresh.as_at), month_of(at)) <= month:
        raise NotYet(month)
    version = last.version + 1 if last else 1
    snapshot = Snapshot.objects.create(
        month=month, version=version, as_at=refresh.as_at, taken_at=at, note=note if last else ""
    )
    figures = Figure.objects.filter(month=month).values(*FACTS).iterator(chunk_size=BATCH)
    FrozenFigure.objects.bulk_create((FrozenFigure(snapshot=snapshot, **facts) for facts in figures), batch_size=BATCH)
    return snapshot


def to_freeze(at):
    """Months that are over, counted since, and have no snapshot, the earliest first."""
    refresh = Refresh.objects.first()
    frozen = set(Snapshot.objects.values_list("month", flat=True))
    counted = [month for month in refresh.months if month < month_of(refresh.as_at)] if refresh else []
    return [month for month in counted if month not in frozen and is_time_to_freeze(month, at)]


def frozen_with(snapshot):
    """{month: snapshot}: this one, and the latest version of every earlier month that was there when it was taken."""
    earlier = Snapshot.objects.filter(month__lt=snapshot.month, taken_at__lte=snapshot.taken_at)
    return {each.month: each for each in earlier.order_by("month", "version")} | {snapshot.month: snapshot}
