"""Files of people: asked for on the page of people, listed here until their day is over, fetched with a button."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from look.spreadsheets import TYPES, WRITERS

from .. import files
from ..doors import coordinating
from ..models import PeopleFile
from ..permissions import can_export
from . import page

FILTERS = ("cohort", "state")


@coordinating(can_export, "GET")
def listed(request, organisation):
    return page(request, "files", organisation, here="people", files=_own(request.user, organisation))


@coordinating(can_export, "POST")
def ask(request, organisation):
    """What the page shows with the same filter. A POST, because it is recorded and no link may set it off."""
    kind = request.POST.get("kind", "csv")
    chosen = {name: request.POST[name][:40] for name in FILTERS if request.POST.get(name)}
    try:
        files.ask(
            organisation=organisation,
            kind=kind if kind in WRITERS else "csv",
            chosen=chosen,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(
            request, "The file is being prepared. It is listed here when it is ready, mostly within a minute."
        )
    except files.TooMany:
        messages.error(request, "You have five files already. Fetch one of them, or wait until one is over.")
    return redirect("coordination:files", organisation.slug)


@coordinating(can_export, "POST")
def fetch(request, organisation, pk):
    """One's own file only. The right has been asked again on the way here."""
    file = get_object_or_404(_own(request.user, organisation, PeopleFile.objects.all()), pk=pk)
    content = files.fetch(file=file, at=timezone.now())
    if content is None:
        messages.info(request, "This file is not ready.")
        return redirect("coordination:files", organisation.slug)
    specimen = "specimen-" if settings.DEMONSTRATION else ""
    name = f"{specimen}{organisation.slug}-people-{timezone.localtime(file.ready_at):%Y-%m-%d}.{file.kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=TYPES[file.kind], headers=headers)


def _own(user, organisation, among=None):
    among = PeopleFile.objects.without_content() if among is None else among
    return among.filter(person=user, organisation=organisation, expires_at__gt=timezone.now())
