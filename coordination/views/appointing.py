"""Coordinators, for administrators: who is one, who may take people away as a file, appointing one and ending a duty."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from people import actions
from people.doors import for_administrators
from people.models import Grant, GrantKind

from .. import files
from ..forms import AppointForm
from ..models import DownloadRight
from . import posted


@for_administrators("GET")
def rights(request):
    """Every coordinator, by organisation."""
    allowed = set(DownloadRight.objects.current().values_list("grant", flat=True))
    found = _coordinators().select_related("user", "organisation").order_by("organisation__name", "user__name")
    return render(request, "coordination/rights.html", {"grants": [(grant, grant.pk in allowed) for grant in found]})


@for_administrators("POST")
def change_right(request, pk):
    grant = get_object_or_404(_coordinators(), pk=pk)
    change = files.give_right if request.POST.get("allow") == "yes" else files.take_right
    change(grant=grant, by=request.user, at=timezone.now())
    messages.success(request, "The right is changed, and holds at once.")
    return redirect("coordination:rights")


@for_administrators("GET", "POST")
def appoint(request):
    form = AppointForm(posted(request), by=request.user)
    if request.method == "POST" and form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("user", "organisation")}
        try:
            actions.appoint_coordinator(**wanted, by=request.user, at=timezone.now())
        except actions.Elected:
            form.refuse_elected()
        else:
            messages.success(request, "They are a coordinator now, and are told by email.")
            return redirect("coordination:rights")
    return render(request, "coordination/appoint.html", {"form": form}, status=422 if form.is_bound else 200)


@for_administrators("POST")
def end_duty(request, pk):
    grant = get_object_or_404(_coordinators(), pk=pk)
    actions.end_grant(grant=grant, by=request.user, at=timezone.now())
    messages.success(request, "The duty has ended, and holds no more at once. They are told by email.")
    return redirect("coordination:rights")


def _coordinators():
    return Grant.objects.current().filter(kind=GrantKind.COORDINATOR)
