"""What is said about certificates by mail: one is ready, one can be renewed."""

from django.conf import settings
from django.urls import reverse

from mail.kinds import register

from .models import Certificate


def certificate_ready(certificate):
    """None for one that is not current any more: there is nothing left to say."""
    found = Certificate.objects.current().filter(pk=certificate).first()
    if found is None:
        return None
    return {
        "title": found.title,
        "name": found.name,
        "address": settings.SITE_URL + reverse("certificates:certificate", args=[found.code]),
        "verification": found.verification_url,
    }


def certificate_expiring(certificate):
    """None for one that was renewed, or is not current for another reason."""
    found = Certificate.objects.current().filter(pk=certificate, expires_on__isnull=False).first()
    if found is None:
        return None
    return {
        "title": found.title,
        "name": found.name,
        "until": found.expires_on,
        "address": settings.SITE_URL + reverse("certificates:certificate", args=[found.code]),
    }


register(
    "certificate_expiring",
    purpose="nudge",
    subject="Your certificate can be renewed: {title}",
    context=certificate_expiring,
)
register(
    "certificate_ready", purpose="service", subject="Your certificate is ready: {title}", context=certificate_ready
)
