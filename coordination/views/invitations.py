"""Inviting: a list, its preview, and only then the invitations. Nothing is stored in between."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from .. import actions
from ..doors import coordinating
from ..forms import InviteForm, seal, unseal
from ..models import Cohort, Invitation
from ..permissions import can_invite, can_remind
from ..planning import plan
from . import page, posted
from .cohorts import say_reminded

STALE = "This preview is more than an hour old, or not yours. Nobody was invited. Start again."


@coordinating(can_invite, "GET")
def listed(request, organisation):
    waiting = Invitation.objects.seen_by(request.user).at(organisation).waiting().select_related("cohort")
    return page(request, "invitations", organisation, here="invitations", invitations=waiting)


@coordinating(can_invite, "GET", "POST")
def new(request, organisation):
    """The form, and after a list without a mistake its preview."""
    cohorts = _cohorts(request, organisation)
    initial = {"cohort": request.GET.get("cohort", "")}
    form = InviteForm(posted(request), request.FILES or None, cohorts=cohorts, initial=initial)
    has_ended = _has_ended(organisation)
    if request.method == "POST" and not has_ended and form.is_valid():
        return _preview(request, organisation, form)
    return page(request, "invite", organisation, form=form, has_ended=has_ended, status=422 if form.is_bound else 200)


def _preview(request, organisation, form):
    cohort, reading = form.cleaned_data["cohort"], form.reading
    context = {
        "cohort": cohort,
        "plan": plan(organisation, reading.rows, cohort),
        "unread": reading.unread,
        "sealed": seal(organisation=organisation, coordinator=request.user, cohort=cohort, rows=reading.rows),
    }
    return page(request, "preview", organisation, **context)


@coordinating(can_invite, "POST")
def confirm(request, organisation):
    unsealed = unseal(request.POST.get("sealed", ""), organisation=organisation, coordinator=request.user)
    cohort = unsealed and unsealed[0] and _cohorts(request, organisation).filter(pk=unsealed[0]).first()
    if unsealed is None or _has_ended(organisation) or (unsealed[0] and not cohort):
        messages.error(request, STALE)
        return redirect("coordination:invite", organisation.slug)
    done = actions.invite(
        organisation=organisation, rows=unsealed[1], cohort=cohort, by=request.user, at=timezone.now()
    )
    messages.success(request, _said(done))
    return redirect("coordination:invitations", organisation.slug)


def _said(done):
    parts = []
    if done.invited:
        parts.append(f"{done.invited} invitation{'' if done.invited == 1 else 's'} sent.")
    if done.added:
        parts.append(f"{done.added} of your people added to the cohort.")
    return " ".join(parts) or "Everybody in the list had been invited already."


@coordinating(can_invite, "POST")
def withdraw(request, organisation, pk):
    invitation = get_object_or_404(Invitation.objects.seen_by(request.user).at(organisation).waiting(), pk=pk)
    actions.withdraw(invitation=invitation, by=request.user, at=timezone.now())
    messages.success(request, "The invitation is withdrawn and the address erased.")
    return redirect("coordination:invitations", organisation.slug)


@coordinating(can_remind, "POST")
def remind(request, organisation):
    say_reminded(request, actions.remind_invited(organisation=organisation, by=request.user, at=timezone.now()))
    return redirect("coordination:invitations", organisation.slug)


def _cohorts(request, organisation):
    return Cohort.objects.seen_by(request.user).at(organisation).running()


def _has_ended(organisation):
    return organisation.ends_on is not None and organisation.ends_on <= timezone.localdate()
