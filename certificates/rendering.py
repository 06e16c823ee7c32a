"""From the row to the stored PDF: once, whatever dies on the way, and never half a file."""

import hashlib
import logging

from django.db import transaction
from django.utils.module_loading import import_string

from . import document, rules, shelf
from .actions import tell
from .models import Certificate, CertificateDocument

logger = logging.getLogger(__name__)

DESIGN = 1  # a new design is a new number: every earlier document stays and still verifies
LARGEST = 2_000_000  # bytes; ours are a twentieth of it


class NotRendered(Exception):
    """The document could not be made now. The reason is on the row; the sweep tries again."""


def render(certificate, *, at, wait=-1) -> CertificateDocument | None:
    """The document in the present design. One that is stored is found and returned; None for what is not current any more.

    Rendering needs no lock on the database; storing does, and the second of two finds the work of the first.
    `wait` bounds how many seconds a caller stands in the queue for the press. Raises NotRendered.
    """
    try:
        return _stored(certificate.pk) or _store(certificate.pk, *_printed(certificate, wait), at)
    except Exception as error:
        logger.exception("Certificate %s could not be rendered", certificate.pk)
        _note_failure(certificate.pk, error, at)
        raise NotRendered(certificate.code) from error


def _stored(pk):
    return CertificateDocument.objects.filter(certificate=pk, design=DESIGN).exclude(file="").first()


def _printed(certificate, wait):
    """(the signed PDF, fingerprint of who signed). pyHanko is loaded here, at first use."""
    pdf = document.render(certificate, wait=wait)
    signed, fingerprint = import_string("certificates.signature.sign")(pdf)
    if len(signed) > LARGEST:
        raise ValueError(f"The document has {len(signed)} bytes.")
    return signed, fingerprint


@transaction.atomic
def _store(pk, pdf, fingerprint, at):
    certificate = Certificate.objects.select_for_update(of=("self",)).get(pk=pk)
    if earlier := _stored(pk):
        return earlier
    shelf.clear(certificate)  # whoever wrote there before died before it could be recorded
    if not Certificate.objects.current().filter(pk=pk).exists():
        return None
    stored = CertificateDocument.objects.create(
        certificate=certificate,
        design=DESIGN,
        file=shelf.put(certificate, pdf),
        sha256=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
        signed_by=fingerprint,
        rendered_at=at,
    )
    Certificate.objects.filter(pk=pk).update(render_problem="", render_after=None)
    tell(certificate=certificate, at=at)
    return stored


def _note_failure(pk, error, at):
    """Visible on the row, so that an operator sees it without reading logs."""
    attempts = Certificate.objects.values_list("render_attempts", flat=True).get(pk=pk) + 1
    Certificate.objects.filter(pk=pk).update(
        render_attempts=attempts,
        render_problem=f"{type(error).__name__}: {error}"[:200],
        render_after=at + rules.pause_after(attempts),
    )
