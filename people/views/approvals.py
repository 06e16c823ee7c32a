"""The queue of people whose organisation waits for approval: all of them for administrators, their own organisation's for coordinators."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from organisations.models import Organisation

from .. import actions
from ..doors import posted, signed_in
from ..forms.choices import DecisionForm
from ..permissions import can_decide, is_administrator, is_coordinator, pending_for, vouchings_for

ON_A_PAGE = 50


@signed_in("GET")
def approvals(request):
    memberships = Paginator(_waiting_for(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"memberships": memberships, "vouchings": vouchings_for(request.user)}
    return render(request, "people/approvals.html", context)


def _waiting_for(user):
    """Scoped here, so that a forgotten check shows nothing."""
    if not (is_administrator(user) or is_coordinator(user)):
        raise PermissionDenied
    return pending_for(user)


@signed_in("GET", "POST")
def decide(request, pk):
    membership = get_object_or_404(_waiting_for(request.user), pk=pk)
    if not can_decide(request.user, membership):
        raise PermissionDenied
    form = DecisionForm(
        posted(request), membership=membership, organisations=Organisation.objects.existing_on(timezone.localdate())
    )
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data
        actions.decide_membership(
            membership=membership,
            approved=answer["answer"] == form.APPROVE,
            organisation=answer.get("organisation"),
            reason=answer["reason"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, "The answer is saved.")
        return redirect("people:approvals")
    context = {"form": form, "membership": membership}
    return render(request, "people/decide.html", context, status=422 if form.is_bound else 200)
