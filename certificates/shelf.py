"""Where the files of a certificate lie: in a folder of its own, so that what a dying worker left there is found and removed."""

import secrets
from contextlib import suppress

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def put(certificate, pdf: bytes) -> str:
    """The stored file's name: unguessable, and known only once the whole file is there. Of half a file nothing is left."""
    name = f"{_folder(certificate)}/{secrets.token_hex(16)}.pdf"
    try:
        name = default_storage.save(name, ContentFile(pdf))
        if default_storage.size(name) != len(pdf):
            raise OSError("The file was not stored whole.")
    except Exception:
        with suppress(Exception):  # the storage may be away altogether
            default_storage.delete(name)
        raise
    return name


def clear(certificate, others=()):
    """Removes what no document names, there or among `others`. Only while nobody may be about to name it: with the row locked,
    or after it was withdrawn."""
    named = set(certificate.documents.values_list("file", flat=True))
    for name in {*_lying_there(_folder(certificate)), *others} - named - {""}:
        default_storage.delete(name)


def _folder(certificate):
    return f"certificates/{certificate.issued_at:%Y/%m}/{certificate.pk}"


def _lying_there(folder):
    try:
        return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    except FileNotFoundError:
        return []
