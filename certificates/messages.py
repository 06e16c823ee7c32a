"""The one message about certificates: it is ready."""

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


register(
    "certificate_ready", purpose="service", subject="Your certificate is ready: {title}", context=certificate_ready
)
