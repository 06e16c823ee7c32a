"""Where one serves: until when, and which organisation after a split."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from .. import succession, terms
from ..doors import posted, signed_in
from ..forms.serving import SuccessorForm, TermForm


def _membership(request, pk):
    return get_object_or_404(request.user.memberships.current().select_related("organisation"), pk=pk)


@signed_in("GET", "POST")
def say_term(request, pk):
    membership = _membership(request, pk)
    initial = {"term_ends_on": membership.term_ends_on}
    form = TermForm(posted(request), initial=initial, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        terms.say(membership=membership, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "It is saved.")
        return redirect("people:account")
    context = {"form": form, "membership": membership}
    return render(request, "people/say_term.html", context, status=422 if form.is_bound else 200)


@signed_in("GET", "POST")
def choose_successor(request, pk):
    membership = _membership(request, pk)
    successors = succession.successors_for(membership)
    if not successors:
        return redirect("people:choose-organisation")
    form = SuccessorForm(posted(request), successors=successors)
    if request.method == "POST" and form.is_valid():
        succession.choose(membership=membership, successor=form.cleaned_data["successor"], at=timezone.now())
        messages.success(
            request, "It is saved. What you have earned so far stays with the organisation that you earned it at."
        )
        return redirect("people:account")
    context = {"form": form, "membership": membership}
    return render(request, "people/choose_successor.html", context, status=422 if form.is_bound else 200)
