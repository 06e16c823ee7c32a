"""Screens of the CMS that are ours: a module as a whole, and the health of all content."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from people.permissions import is_editor

from . import overview
from .models import ModulePage


def module(request, pk):
    page = get_object_or_404(ModulePage, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    seen = overview.module_overview(page, on=timezone.localdate())
    return render(request, "courses/admin/module.html", {"overview": seen, "page": page})


def health(request):
    if not is_editor(request.user):
        raise PermissionDenied
    return render(request, "courses/admin/health.html", {"rows": overview.content_health(on=timezone.localdate())})
