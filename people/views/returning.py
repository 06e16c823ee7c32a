"""Back after 12 months: another address of the account, or somebody who knows the person, before anything private opens."""

from datetime import datetime

from allauth.account.utils import perform_login
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from .. import returning, rules, signup
from ..doors import posted, signed_in
from ..forms.choices import VouchForm
from ..forms.signing import CodeForm, SecondAddressForm
from ..models import User
from ..permissions import can_vouch, vouchings_for
from ..signup import Challenge
from . import codes

SESSION_KEY, OTHER = "returning", "returning_other"


def begin(request, user, challenge):
    """Remembers who came, with which address, once their code was right. They are not signed in."""
    request.session[SESSION_KEY] = {
        "user": str(user.pk),
        "email": challenge.email,
        "next": challenge.next,
        "keep": challenge.keep,
        "at": timezone.now().isoformat(),
    }
    return redirect("people:returning")


def _who(request):
    """What `begin` remembered, for as long as a code is valid; else None."""
    came = request.session.get(SESSION_KEY)
    if came and timezone.now() - datetime.fromisoformat(came["at"]) < signup.VALID_FOR:
        return came
    return None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request):
    came = _who(request)
    if came is None:
        return redirect("people:sign-in")
    user = User.objects.get(pk=came["user"])
    if "vouch" in request.POST:
        returning.ask(user=user, email=came["email"], at=timezone.now())
        return redirect("people:returning")
    form, status = SecondAddressForm(posted(request)), 200
    if request.method == "POST":
        # To any address: whether it is one of the account is looked up when its code is right.
        status = (
            codes.send(request, form, {"email": form.cleaned_data["email"], "key": OTHER}) if form.is_valid() else 422
        )
        if status == 302:
            return redirect("people:returning-code")
    asked = user.vouchings.waiting().filter(email=came["email"]).exists()
    return render(request, "people/returning.html", {"form": form, "came": came, "asked": asked}, status=status)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def come_back_code(request):
    came, challenge = _who(request), Challenge(request.session, OTHER)
    if came is None or not challenge:
        return redirect("people:sign-in" if came is None else "people:returning")
    user, form = User.objects.get(pk=came["user"]), CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        problem = _judge(request, challenge, form, user, came)
        if not problem:
            return _let_in(request, user, came, challenge)
        form.add_error("code", problem)
    context = {"form": form, "email": challenge.email}
    return render(request, "people/returning_code.html", context, status=422 if form.is_bound else 200)


def _judge(request, challenge, form, user, came):
    if challenge.has_expired(timezone.now()) or challenge.is_spent or not signup.may_try(request, challenge.email):
        return "This code cannot be used any more. Go back and ask for a new one"
    if not challenge.accepts(form.cleaned_data["code"]):
        return "The code is not right. Check the newest message we sent"
    if not returning.owns_too(user, challenge.email, came["email"]):
        return "This is not another address of that account. Go back and try another, or ask to be vouched for"
    return ""


def _let_in(request, user, came, challenge):
    challenge.forget()
    request.session.pop(SESSION_KEY)
    now = timezone.now()
    returning.reopened(user=user, at=now)
    signup.stay(request, keep=came["keep"], at=now)
    return perform_login(request, user, email=came["email"], redirect_url=came["next"] or settings.LOGIN_REDIRECT_URL)


@signed_in("GET", "POST")
def vouch(request, pk):
    """For somebody who knows the person: the same one, or somebody else by now."""
    vouching = get_object_or_404(vouchings_for(request.user), pk=pk)
    if not can_vouch(request.user, vouching):
        raise PermissionDenied
    form = VouchForm(posted(request))
    if request.method == "POST" and form.is_valid():
        returning.answer(vouching=vouching, is_same=form.is_same, by=request.user, at=timezone.now())
        return redirect("people:approvals")
    return render(
        request,
        "people/vouch.html",
        {"form": form, "vouching": vouching, "days": rules.VOUCHED_FOR.days},
        status=422 if form.is_bound else 200,
    )
