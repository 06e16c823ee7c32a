"""The page behind the link of an invitation: who asks, who will see what, and the answer. Looking at it answers nothing."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from people.doors import signed_in
from people.models import GrantKind, User

from .. import actions
from ..forms import JoinForm
from ..models import Invitation
from ..permissions import can_accept
from ..rules import NEVER_SEEN, SEEN
from . import posted


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, token):
    return _accept(request, token=token) if request.method == "POST" else _page(request, token)


@signed_in("GET", "POST")
def _accept(request, token):
    invitation = _invitation(token)
    if not can_accept(request.user, invitation):
        return _page(request, token, status=403)
    form = _form(request, invitation)
    if form.fields and not form.is_valid():
        return _page(request, token, form=form, status=422)
    answer = getattr(form, "cleaned_data", {})
    try:
        actions.accept(
            invitation=invitation,
            person=request.user,
            name=answer.get("name", ""),
            audience=answer.get("audience", ""),
            at=timezone.now(),
        )
    except actions.NotOpen:
        return _page(request, token, status=410)
    messages.success(request, f"You have joined {invitation.organisation.name}.")
    return redirect(_pathway(invitation) or "/my-learning/")


@never_cache
@require_POST
def decline(request, token):
    """Without signing in: nobody needs an account to say no."""
    invitation = _invitation(token)
    if invitation.accepted_at is None:
        actions.decline(invitation=invitation, at=timezone.now())
    return redirect("coordination:join", token)


def _page(request, token, *, form=None, status=None):
    invitation = _invitation(token)
    state = _state(invitation, timezone.now())
    may_accept = state == "open" and can_accept(request.user, invitation)
    context = {
        "invitation": invitation,
        "token": token,
        "state": state,
        "may_accept": may_accept,
        "form": form or (_form(request, invitation) if may_accept else None),
        "coordinators": _coordinators(invitation.organisation),
        "seen": SEEN,
        "never_seen": NEVER_SEEN,
        "pathway_url": _pathway(invitation),
        "hidden_address": _hidden(invitation.email),
    }
    return render(request, "coordination/join.html", context, status=status or (410 if state == "expired" else 200))


def _invitation(token):
    invitations = Invitation.objects.select_related("organisation", "cohort__course")
    found = invitations.filter(token_hash=actions.hash_of(token)).first()
    if found is None:
        raise Http404
    return found


def _state(invitation, at):
    if invitation.accepted_at:
        return "accepted"
    if invitation.declined_at:
        return "declined"
    return "open" if invitation.is_open(at) else "expired"


def _form(request, invitation):
    serves_there = request.user.memberships.current().at(invitation.organisation).exists()
    return JoinForm(posted(request), person=request.user, serves_there=serves_there, suggested=invitation.name)


def _coordinators(organisation):
    now = User.objects.filter(
        grants__organisation=organisation, grants__kind=GrantKind.COORDINATOR, grants__ended_at=None
    )
    return now.order_by("name")


def _pathway(invitation):
    cohort = invitation.cohort
    return cohort.course.url if cohort and cohort.closed_at is None and cohort.course.live else ""


def _hidden(address):
    """Enough of an address for its owner to know which is meant."""
    local, _, domain = address.partition("@")
    return f"{local[:1]}…@{domain}" if domain else ""
