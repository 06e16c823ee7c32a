"""The pages of coordination: people, cohorts and invitations for coordinators, and joining for whoever is invited."""

from django.shortcuts import render
from django.utils import timezone


def page(request, template, organisation, *, here="", status=200, **context):
    """A page about one organisation, in templates/coordination/frame.html; `here`: which of its sections."""
    frame = {"organisation": organisation, "here": here, "today": timezone.localdate()}
    return render(request, f"coordination/{template}.html", frame | context, status=status)


def posted(request):
    """The data of a form that was sent, however little it is; None for one that is only to be shown."""
    return request.POST if request.method == "POST" else None
