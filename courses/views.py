"""Screens of the CMS that are ours: a module as a whole, taken out and in; a warning accepted; the reviews that are due."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page

from courses.textformat import ContentError
from people.permissions import is_editor

from . import accepting, overview, packing, reviews
from .forms import ReasonForm
from .guide import guide
from .judging import JUDGED, in_hand
from .models import ModulePage
from .wording import editor_url


def editable(request, pk, pages=ModulePage):
    page = get_object_or_404(pages, pk=pk).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def module(request, pk):
    page = editable(request, pk)
    seen = overview.module_overview(page, on=timezone.localdate())
    return render(request, "courses/admin/module.html", {"overview": seen, "page": page})


def accept(request, pk, key):
    """Let a warning stand, with a reason; or, with no reason any more, have it looked at again."""
    page, today = editable(request, pk, pages=Page.objects.type(JUDGED)), timezone.localdate()
    if page.permissions_for_user(request.user).page_locked():
        raise PermissionDenied
    try:
        finding = accepting.warning_of(page, key, on=today)
    except accepting.NotAWarning as gone:
        raise Http404 from gone
    form = ReasonForm(request.POST or None, initial={"reason": accepting.reason_for(in_hand(page), finding)})
    if "take_back" in request.POST:
        accepting.take_back(page=page, key=key, by=request.user)
        return redirect(editor_url(page))
    if form.is_valid():
        accepting.accept(page=page, key=key, reason=form.cleaned_data["reason"], by=request.user, on=today)
        return redirect(editor_url(page))
    return render(request, "courses/admin/accept.html", {"page": page, "finding": finding, "form": form})


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


def reviews_due(request):
    if not is_editor(request.user):
        raise PermissionDenied
    return render(request, "courses/admin/reviews.html", {"reviews": reviews.reviews(on=timezone.localdate())})


@require_safe
def read_guide(request):
    """For everybody who works in the CMS: there is nothing in it that is not in the code."""
    text, headings = guide()
    return render(request, "courses/admin/guide.html", {"guide": text, "headings": headings})
