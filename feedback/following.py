"""The link by which somebody without an account sees what became of a report. It opens the answer, and not the words."""

from django.core import signing

from .models import Remark

LINK = signing.Signer(salt="feedback.following")


def token_of(remark) -> str:
    """Always the same for the same report, so that sending it twice gives one link."""
    return LINK.sign(str(remark.pk))


def remark_of(token):
    """None where the link is forged, or the report is no longer kept."""
    try:
        return Remark.objects.filter(pk=LINK.unsign(token)).first()
    except signing.BadSignature:
        return None
