"""The door: enter your address, enter the code. The answer is the same for a known and an unknown address."""

from urllib.parse import urlencode

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.messages import get_messages
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from audit.actions import record

from .. import actions, returning, signup, single_sign_on, tenants
from ..doors import posted
from ..forms.signing import CodeForm, EmailForm
from ..signup import Challenge
from . import codes
from . import returning as come_back


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request):
    next_url = signup.safe_next(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.user.is_authenticated:
        if is_of_the_cms(next_url) and not request.user.has_perm("wagtailadmin.access_admin"):
            return _refused_by_the_cms(request)
        return redirect(next_url or settings.LOGIN_REDIRECT_URL)
    form, status = EmailForm(posted(request)), 200
    if request.method == "POST":
        tenant = form.is_valid() and _council_of(request, form.cleaned_data)
        if tenant:
            request.session[single_sign_on.WAITING] = {**form.cleaned_data, "next": next_url}
            return redirect("people:council", tenant.provider_id)
        status = _send(request, form, next_url) if form.is_valid() else 422
        if status == 302:
            return redirect("people:enter-code")
    context = {
        "form": form,
        "next": next_url,
        "pending": Challenge(request.session),
        "passkeys": settings.MFA_PASSKEY_LOGIN_ENABLED,
    }
    return render(request, "people/sign_in.html", context, status=status)


def _refused_by_the_cms(request):
    """The CMS sends whom it refuses here, with a line of its own, and would again: our page says it instead."""
    list(get_messages(request))  # read, and so shown nowhere else
    return render(request, "403.html", {"is_of_the_cms": True, "messages": ()}, status=403)


def _council_of(request, answers):
    """The council's own sign-in for this address, unless a code was asked for instead and the council allows one."""
    tenant = tenants.tenant_for(answers["email"])
    wants_code = request.POST.get("by") == "code"
    return None if tenant and wants_code and tenant.settings["allows_code"] else tenant


def is_of_the_cms(address):
    return address.startswith(reverse("wagtailadmin_home"))


def _send(request, form, next_url):
    asked = {"email": form.cleaned_data["email"], "next_url": next_url, "keep": form.cleaned_data["keep"]}
    return codes.send(request, form, asked)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request):
    challenge = Challenge(request.session)
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if not challenge:
        return redirect("people:sign-in")
    if request.method != "POST":
        return _code_page(request, challenge, CodeForm())
    if "resend" in request.POST:
        return _resend(request, challenge)
    form = CodeForm(request.POST)
    problem, status = _judge(request, challenge, form)
    if problem:
        form.add_error("code", problem)
    if form.errors:
        return _code_page(request, challenge, form, status=status)
    return _let_in(request, challenge)


def _code_page(request, challenge, form, *, problem="", status=200):
    """`problem` is one with sending, not with what was typed."""
    now = timezone.now()
    context = {
        "form": form,
        "problem": problem,
        "email": challenge.email,
        "must_restart": challenge.is_spent or challenge.has_expired(now),
        "may_resend": now >= challenge.resend_from(),
    }
    return render(request, "people/enter_code.html", context, status=status)


def _judge(request, challenge, form):
    """(what is wrong, status). Every way of being wrong says what to do next, and none says whether the address is known."""
    if not form.is_valid():
        return None, 422
    if challenge.has_expired(timezone.now()):
        return "This code has expired. Ask for a new one", 422
    if challenge.is_spent or not signup.may_try(request, challenge.email):
        return "Too many tries. Ask for a new code", 429
    if not challenge.accepts(form.cleaned_data["code"]):
        record(name="people.code_refused", at=timezone.now())
        return "The code is not right. Check the newest message we sent, or ask for a new code", 422
    return None, 302


def _resend(request, challenge):
    problem, status = "", 200
    if timezone.now() >= challenge.resend_from():
        again = {"email": challenge.email, "next_url": challenge.next, "keep": challenge.keep}
        problem, status = codes.ask(request, again)
        if not problem:
            return redirect("people:enter-code")
    return _code_page(request, challenge, CodeForm(), problem=problem, status=status)


def _let_in(request, challenge):
    """The right code: the account exists from here on. allauth asks for a second factor where there is one, and keeps the session list."""
    email, next_url = challenge.email, challenge.next
    user = actions.join(email=email, at=timezone.now())
    if returning.must_show_more(user, email, timezone.now()):
        challenge.forget()
        return come_back.begin(request, user, challenge)
    returning.reopened(user=user, at=timezone.now())
    signup.stay(request, keep=challenge.keep, at=timezone.now())
    challenge.forget()
    single_sign_on.link_what_waits(request, user, email, timezone.now())
    return perform_login(request, user, email=email, redirect_url=next_url or resolve_url(settings.LOGIN_REDIRECT_URL))


@require_POST
def sign_out(request):
    """Here, or with `everywhere` on every device."""
    if "everywhere" in request.POST and request.user.is_authenticated:
        actions.end_sessions(user=request.user, at=timezone.now())
    logout(request)
    answer = redirect(settings.LOGOUT_REDIRECT_URL)
    answer["Clear-Site-Data"] = '"storage"'  # our pages keep nothing there; this makes sure of it
    return answer


@never_cache
def elsewhere(request, rest=""):
    """Where another package would take a password: it is never read, and whoever comes is shown our door."""
    next_url = signup.safe_next(request, request.GET.get("next", ""))
    return redirect(f"{reverse('people:sign-in')}?{urlencode({'next': next_url})}" if next_url else "people:sign-in")


@never_cache
def elsewhere_out(request):
    """A GET changes nothing: it shows the account page, which has the button."""
    return sign_out(request) if request.method == "POST" else redirect("people:account")
