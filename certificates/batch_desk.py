"""The operators' desk for many certificates at once: ask for a batch, watch it, and try again what was not done."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from people.doors import posted

from . import batches
from .desk import operators
from .desk_forms import AwardForm, PrintForm
from .models import Batch
from .rendering import DESIGN

LISTED = 50  # batches on a page, newest first
NAMED = 200  # items that were not done, named on the page of a batch


@operators
def index(request):
    found = Batch.objects.select_related("asked_by")[:LISTED]
    rows = [{"batch": batch, "progress": batches.progress(batch)} for batch in found]
    return render(request, "certificates/admin/batches.html", {"rows": rows})


@operators
def award(request):
    form = AwardForm(posted(request))
    if not (form.is_bound and form.is_valid()):
        return _show_form(request, form, "Award to many")
    asked = {name: form.cleaned_data[name] for name in ("learners", "subject", "reason")}
    batch = batches.award_to(**asked, title=form.title, by=request.user, at=timezone.now())
    return redirect("certificate-desk:batch", batch.pk)


@operators
def print_anew(request):
    form = PrintForm(posted(request))
    if not (form.is_bound and form.is_valid()):
        return _show_form(request, form, f"Print in the present design (number {DESIGN})")
    asked = {name: form.cleaned_data[name] for name in ("organisation", "reason")}
    batch = batches.print_anew(**asked, by=request.user, at=timezone.now())
    return redirect("certificate-desk:batch", batch.pk)


@operators
def batch(request, pk):
    found = get_object_or_404(Batch.objects.select_related("asked_by"), pk=pk)
    context = {
        "batch": found,
        "progress": batches.progress(found),
        "failed": found.items.failed().select_related("learner", "certificate")[:NAMED],
        "waiting": found.items.filter(state="due").exclude(problem="").select_related("learner")[:NAMED],
    }
    return render(request, "certificates/admin/batch.html", context)


@require_POST
@operators
def try_again(request, pk):
    found = get_object_or_404(Batch, pk=pk)
    again = batches.try_again(batch=found, by=request.user, at=timezone.now())
    messages.success(request, f"{again} to do again.")
    return redirect("certificate-desk:batch", pk)


def _show_form(request, form, title):
    context = {"form": form, "title": title}
    return render(request, "certificates/admin/batch_form.html", context, status=422 if form.errors else 200)
