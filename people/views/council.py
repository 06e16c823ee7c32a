"""Signing in with one's council: the page that offers it, the way there and the way back."""

from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthProcess
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException

from audit.actions import record

from .. import addresses, signup, single_sign_on, tenants
from ..doors import signed_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def council(request, slug):
    tenant = _tenant(slug)
    waiting = request.session.get(single_sign_on.WAITING, {})
    if request.method == "POST" and not signup.may_go_on(request):
        return refused(request, tenant, "too_often", status=429)
    if request.method == "POST":
        return _go_there(request, tenant, waiting)
    context = {"tenant": tenant, "waiting": waiting, "allows_code": tenant.settings["allows_code"]}
    return render(request, "people/council.html", context)


def _go_there(request, tenant, waiting):
    """By a page that goes on at once, because our policy lets no form lead to another site."""
    process = AuthProcess.CONNECT if request.user.is_authenticated else AuthProcess.LOGIN
    next_url = signup.safe_next(request, waiting.get("next", ""))
    try:
        there = single_sign_on.way_there(request, tenant, process=process, next_url=next_url)
    except (RequestException, KeyError, ValueError):
        return refused(request, tenant, "unreachable", status=503)
    return render(request, "socialaccount/login_redirect.html", {"redirect_to": there, "tenant": tenant})


@never_cache
@require_safe
def council_callback(request, slug):
    tenant = _tenant(slug)
    if request.method == "HEAD":
        return redirect("people:council", slug)
    adapter = single_sign_on.CouncilAdapter(request, tenant.provider_id)
    try:
        return single_sign_on.Callback.adapter_view(adapter)(request)
    except RequestException:
        return refused(request, tenant, "unreachable", status=503)
    except (KeyError, TypeError, ValueError):
        return refused(request, tenant, "unknown", status=401)


@signed_in("POST")
def disconnect(request, pk):
    account = get_object_or_404(SocialAccount, pk=pk, user=request.user)
    addresses.unlink(account=account, at=timezone.now())
    messages.success(request, "It is disconnected. You sign in with a code by email.")
    return redirect("people:account")


def refused(request, tenant, code, *, status):
    record(name="people.council_refused", at=timezone.now(), subject=tenant.provider_id, reason=code)
    context = {"problem": single_sign_on.WORDS[code], "slug": tenant.provider_id}
    return render(request, "socialaccount/authentication_error.html", context, status=status)


def _tenant(slug):
    tenant = tenants.tenants().filter(provider_id=slug).first()
    if tenant is None:
        raise Http404
    return tenant
