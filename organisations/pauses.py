"""Pauses before elections: which day is in one, and the actions that change them. What waits for them is for those who ask."""

from django.db import transaction
from django.db.models import Max, Q

from audit.actions import record

from .models import Pause
from .signals import pauses_changed


def last_day(organisations, day):
    """The last day of the pauses that hold any of these organisations (ids) on a day, nationally or their own; else None."""
    holding = Pause.objects.on(day).filter(Q(organisation__isnull=True) | Q(organisation__in=organisations))
    return holding.aggregate(last=Max("ends_on"))["last"]


def is_national(day):
    return Pause.objects.on(day).national().exists()


@transaction.atomic
def describe(*, pause, organisation, starts_on, ends_on, by, at):
    """Announces a pause or changes it; what waits for it is asked again."""
    event = "organisations.change_pause" if pause.pk else "organisations.announce_pause"
    pause.organisation, pause.starts_on, pause.ends_on = organisation, starts_on, ends_on
    pause.save()
    _tell(event, pause, by, at)
    return pause


@transaction.atomic
def remove(*, pause, by, at):
    _tell("organisations.remove_pause", pause, by, at)
    pause.delete()


def _tell(event, pause, by, at):
    where = pause.organisation.slug if pause.organisation else "national"
    record(name=event, at=at, actor=by, subject=where, starts=f"{pause.starts_on}", ends=f"{pause.ends_on}")
    pauses_changed.send(sender=Pause, at=at)
