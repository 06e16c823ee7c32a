"""How sure a learner feels: the check of two minutes at each moment, their own page of what has changed, and deleting it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from people.doors import posted, signed_in
from people.signup import safe_next

from .. import confidence
from ..forms import ConfidenceForm
from ..models import Confidence, Moment


@signed_in("GET")
def changes(request):
    """Only for the one who gave the answers."""
    due, found = confidence.due_from(request.user, timezone.now()), confidence.changes(request.user)
    is_given = any(change.before or change.after or change.later for change in found)
    return render(request, "progress/confidence.html", {"changes": found, "due": due, "is_given": is_given})


@signed_in("GET", "POST")
def delete_all(request):
    if request.method == "GET":
        return render(request, "progress/confidence_delete_all.html")
    confidence.delete_all(learner=request.user)
    messages.success(request, "Your answers about your confidence are deleted.")
    return redirect("progress:confidence")


@signed_in("GET", "POST")
def check(request, moment):
    """Every statement may be passed over, and the whole check too: `next` is where one goes on."""
    if moment not in Moment.values:
        raise Http404
    now = timezone.now()
    asked = confidence.asked_of(request.user, moment, now)
    onwards = safe_next(request, request.GET.get("next", "")) or reverse("progress:confidence")
    form = ConfidenceForm(posted(request), asked=asked, initial=_given(request.user, moment))
    if request.method == "POST" and form.is_valid():
        confidence.give(learner=request.user, moment=moment, points=form.points, at=now)
        return redirect(onwards)
    context = {"form": form, "moment": moment, "onwards": onwards, "asked": asked}
    return render(request, "progress/confidence_check.html", context, status=422 if form.is_bound else 200)


def _given(learner, moment):
    return dict(Confidence.objects.filter(learner=learner, moment=moment).values_list("principle", "point"))
