"""Who reads what people wrote: a moderator first, editors what was passed on. Nobody sees who wrote it."""

from django.db.models import Q

from .models import FOR_EDITORS, Remark, State


def can_screen(user) -> bool:
    return user.has_perm("feedback.screen_remark")


def can_answer(user) -> bool:
    return user.has_perm("feedback.answer_remark")


def readable(user):
    """The remarks that a person may open."""
    allowed = Q(pk__in=[])
    if can_screen(user):
        allowed |= Q(state__in=[State.RECEIVED, State.HELD_BACK])
    if can_answer(user):
        allowed |= Q(state__in=FOR_EDITORS)
    return Remark.objects.filter(allowed)


def can_open(user, remark) -> bool:
    return can_answer(user) if remark.state in FOR_EDITORS else can_screen(user)
