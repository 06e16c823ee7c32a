"""Screens of the CMS that are ours: a module as a whole, taken out and in, and the health of all content."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from courses.textformat import ContentError
from people.permissions import is_editor

from . import overview, packing
from .models import ModulePage


def editable(request, pk):
    page = get_object_or_404(ModulePage, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def module(request, pk):
    page = editable(request, pk)
    seen = overview.module_overview(page, on=timezone.localdate())
    return render(request, "courses/admin/module.html", {"overview": seen, "page": page})


def health(request):
    if not is_editor(request.user):
        raise PermissionDenied
    return render(request, "courses/admin/health.html", {"rows": overview.content_health(on=timezone.localdate())})


def export(request, pk):
    page = editable(request, pk)
    try:
        data = packing.pack(page)
    except ContentError as error:
        return render(request, "courses/admin/import.html", {"problems": error.problems, "page": page}, status=422)
    name = f"{page.code}-{page.slug}.zip"
    return HttpResponse(
        data, content_type="application/zip", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def take_in(request):
    """Every problem of the zip with its place, or the module as drafts."""
    if not is_editor(request.user):
        raise PermissionDenied
    given, problems = request.FILES.get("file"), ()
    if given:
        try:
            files = packing.unpack(given.read(packing.LARGEST_ZIP + 1))
            page = packing.take_in(files, at=timezone.now())
        except ContentError as error:
            problems = error.problems
        else:
            messages.success(request, f"“{page.draft_title}” was taken in as a draft. Nothing has changed for readers.")
            return redirect("courses:overview", page.pk)
    return render(request, "courses/admin/import.html", {"problems": problems}, status=422 if problems else 200)
