"""Files of people: asked for on the page of people, listed here until their day is over, fetched with a button."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from look.spreadsheets import TYPES, WRITERS
from people.doors import signed_in
from people.models import Grant, GrantKind

from .. import files
from ..doors import coordinating
from ..models import DownloadRight, PeopleFile
from ..permissions import can_export, can_give_rights
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


@signed_in("GET")
def rights(request):
    """Administrators see every coordinator, and who of them may download."""
    _require_administrator(request.user)
    grants = Grant.objects.current().filter(kind=GrantKind.COORDINATOR).select_related("user", "organisation")
    allowed = set(DownloadRight.objects.current().values_list("grant", flat=True))
    listed = [(grant, grant.pk in allowed) for grant in grants.order_by("organisation__name", "user__name")]
    return render(request, "coordination/rights.html", {"grants": listed})


@signed_in("POST")
def change_right(request, pk):
    _require_administrator(request.user)
    grant = get_object_or_404(Grant.objects.current().filter(kind=GrantKind.COORDINATOR), pk=pk)
    change = files.give_right if request.POST.get("allow") == "yes" else files.take_right
    change(grant=grant, by=request.user, at=timezone.now())
    messages.success(request, "The right is changed, and holds at once.")
    return redirect("coordination:rights")


def _require_administrator(user):
    if not can_give_rights(user):
        raise PermissionDenied
