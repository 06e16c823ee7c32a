"""The words for what people are told about themselves, as of the moment when it is sent."""

from django.conf import settings
from django.urls import reverse

from mail.kinds import register

from .models import Membership, Standing


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
        "account": settings.SITE_URL + reverse("people:account"),
    }


register(
    "membership_decided",
    purpose="service",
    subject="About your organisation: {organisation}",
    context=membership_decided,
)
