"""The words for what people are told about themselves, as of the moment when it is sent."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from mail.kinds import register

from .addresses import CHANGES, confirmed
from .models import Membership, Standing, User, Vouching
from .permissions import pending_for, vouchings_for
from .rules import VOUCHED_FOR

WHY = {
    "certificate": "You have earned your first certificate.",
    "term": "Your term of office ends soon.",
    "organisation": "Your organisation ends soon, and its addresses may end with it.",
}


def membership_decided(membership):
    """Nothing, where the person has moved on since."""
    found = Membership.objects.filter(pk=membership, ends_on=None).select_related("user", "organisation").first()
    if found is None or found.decided_at is None:
        return None
    return {
        "name": found.user.name,
        "organisation": found.organisation_name,
        "approved": found.standing == Standing.APPROVED,
        "reason": found.reason,
        "account": _address("people:account"),
    }


def address_changed(person, change, at):
    found = User.objects.filter(pk=person).first()
    if found is None:
        return None
    return {
        "name": found.name,
        "what": CHANGES[change],
        "at": timezone.localtime(datetime.fromisoformat(at)),
        "account": _address("people:account"),
        "help": settings.SITE_URL + "/help/",
    }


def second_address(person, occasion):
    """Nothing, where the person has added one since or is gone."""
    found = User.objects.filter(pk=person, is_active=True).first()
    if found is None or len(confirmed(found)) != 1:
        return None
    return {"name": found.name, "why": WHY[occasion], "addresses": _address("account_email")}


def approvals_waiting(person):
    """Nothing, where others have answered since."""
    found = User.objects.filter(pk=person, is_active=True).first()
    count = pending_for(found).count() + vouchings_for(found).count() if found else 0
    return {"count": count, "approvals": _address("people:approvals")} if count else None


def vouching_decided(vouching):
    found = Vouching.objects.filter(pk=vouching, decided_at__isnull=False).first()
    return found and {"same": found.is_same, "door": _address("people:sign-in"), "days": VOUCHED_FOR.days}


def organisation_split(membership):
    """Nothing, where the person has chosen since."""
    found = Membership.objects.current().filter(pk=membership).select_related("user", "organisation").first()
    return found and {
        "name": found.user.name,
        "organisation": found.organisation.name,
        "choose": _address("people:choose-successor", found.pk),
    }


def _address(name, *args):
    return settings.SITE_URL + reverse(name, args=args)


register("address_changed", purpose="service", subject="A change to how you sign in", context=address_changed)
register("approvals_waiting", purpose="service", subject="Somebody waits for your answer", context=approvals_waiting)
register("vouching_decided", purpose="service", subject="About signing in again", context=vouching_decided)
register(
    "organisation_split",
    purpose="service",
    subject="Choose your organisation: {organisation}",
    context=organisation_split,
)
register("second_address", purpose="service", subject="Keep your learning within reach", context=second_address)
register(
    "membership_decided",
    purpose="service",
    subject="About your organisation: {organisation}",
    context=membership_decided,
)
