"""The addresses of pictures. They are ours wherever the files lie, so that a page asks nobody else for anything; readers get
renditions, which the CMS has drawn anew, and the files as uploaded go to editors alone. Nothing else of the storage has an address."""

import mimetypes

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from people.permissions import is_editor

KINDS = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"}
A_YEAR = 365 * 24 * 60 * 60


@require_safe
def rendition(request, name):
    """A name says what is drawn and how, so that it never changes."""
    response = _picture(f"images/{name}")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


@require_safe
def original(request, name):
    if not is_editor(request.user):
        raise PermissionDenied
    response = _picture(f"original_images/{name}", as_attachment=True)
    response["Cache-Control"] = "private, no-store"
    return response


def _picture(name, **how):
    kind = mimetypes.guess_type(name)[0]
    if kind not in KINDS or not default_storage.exists(name):
        raise Http404
    response = FileResponse(default_storage.open(name), content_type=kind, **how)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
