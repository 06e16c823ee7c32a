"""The learner's own log: to read, to search, to take away, to delete. What is looked for is posted, so that no address holds it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from paper.press import NotPrinted
from people.doors import signed_in

from .. import learning_log, notebook
from ..forms import LogSearchForm
from ..models import LogEntry, NextStep


@sensitive_post_parameters("words")
@signed_in("GET", "POST")
def log(request):
    """The learner's own entries, and nobody else's. A search is a POST that changes nothing; an empty log has none."""
    written = learning_log.notes(request.user)
    form = LogSearchForm(request.POST if request.method == "POST" and written else None)
    wanted = form.cleaned_data["words"] if form.is_bound and form.is_valid() else ""
    context = {"form": form, "written": len(written), "wanted": wanted, "notes": learning_log.search(written, wanted)}
    return render(request, "progress/log.html", context, status=422 if form.errors else 200)


@signed_in("GET")
def to_print(request):
    return render(request, "progress/log_print.html", _whole(request))


@signed_in("GET")
def as_text(request):
    whole = _whole(request)
    return _file(notebook.as_text(whole["notes"], on=whole["on"]), "text/plain; charset=utf-8", "txt")


@signed_in("GET")
def as_pdf(request):
    try:
        return _file(notebook.as_pdf(**_whole(request)), "application/pdf", "pdf")
    except NotPrinted:
        messages.error(
            request, "The PDF could not be made just now. Your log is safe: try again in a minute, or print it."
        )
        return redirect("progress:log")


@signed_in("GET", "POST")
def delete_entry(request, entry_id):
    return _delete(request, get_object_or_404(LogEntry, pk=entry_id, learner=request.user))


@signed_in("GET", "POST")
def delete_step(request, step_id):
    return _delete(request, get_object_or_404(NextStep, pk=step_id, learner=request.user))


@signed_in("GET", "POST")
def delete_all(request):
    if request.method == "GET":
        count = len(learning_log.notes(request.user))
        return render(request, "progress/log_delete_all.html", {"count": count})
    learning_log.delete_all(learner=request.user)
    messages.success(request, "Your learning log is empty. Everything that you wrote in it is deleted.")
    return redirect("progress:log")


@signed_in("POST")
def step_done(request, step_id):
    step = get_object_or_404(NextStep, pk=step_id, learner=request.user)
    learning_log.mark_done(step=step, at=timezone.now())
    messages.success(request, "Marked as done.")
    return redirect("progress:log")


def _delete(request, row):
    if request.method == "GET":
        return render(request, "progress/log_delete.html", {"text": learning_log.read(row)})
    row.delete()
    messages.success(request, "Deleted.")
    return redirect("progress:log")


def _whole(request):
    return {"notes": learning_log.notes(request.user), "name": request.user.name, "on": timezone.localdate()}


def _file(content, kind, ending):
    headers = {"Content-Disposition": f'attachment; filename="learning-log.{ending}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
