"""One's own account: name, organisation, and the way to allauth's pages for addresses, passkeys, two-step sign-in and sessions."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import logout
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from audit.actions import record

from .. import actions, addresses, privacy, tenants
from ..doors import posted, signed_in
from ..forms.choices import DeleteForm
from ..forms.serving import NameForm


@signed_in("GET", "POST")
def account(request):
    form = NameForm(posted(request), initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        actions.confirm_name(user=request.user, name=form.cleaned_data["name"], at=timezone.now())
        messages.success(request, "Your name is saved. Certificates that you hold already keep theirs.")
        return redirect("people:account")
    memberships = request.user.memberships.filter(ends_on=None).select_related("organisation")
    context = {
        "form": form,
        "today": timezone.localdate(),
        "memberships": memberships,
        "grants": request.user.grants.current().select_related("organisation"),
        "is_connected": request.user.socialaccount_set.exists(),
        "tenants": tenants.tenants_for(addresses.confirmed(request.user)),
    }
    return render(request, "people/account.html", context, status=422 if form.is_bound else 200)


@signed_in("GET", "POST")
def your_data(request):
    """To read on a GET, as a file on a POST, which is recorded."""
    held = privacy.export_all(request.user)
    if request.method == "GET":
        return render(request, "people/your_data.html", {"held": _as_tree(held)})
    record(name="people.export", at=timezone.now(), actor=request.user.pk, subject=request.user.pk)
    response = JsonResponse(held, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


def _as_tree(value):
    """Nested values as a template can tell them apart."""
    if isinstance(value, dict):
        return {"pairs": [(name, _as_tree(one)) for name, one in value.items()]}
    if isinstance(value, list):
        return {"rows": [_as_tree(one) for one in value]}
    if isinstance(value, datetime):
        value = f"{timezone.localtime(value):%-d %B %Y, %H:%M}"
    if isinstance(value, bool):
        value = "yes" if value else "no"
    return {"text": value}


@signed_in("GET", "POST")
def delete_account(request):
    form = DeleteForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        privacy.erase_all(request.user, at=timezone.now(), keep_verifiable=form.keeps_certificates)
        logout(request)
        return render(request, "people/account_deleted.html")
    return render(request, "people/delete_account.html", {"form": form}, status=422 if form.is_bound else 200)


def elsewhere(request):
    """The CMS's own account page knows neither our name field nor whose address it is."""
    return redirect("people:account")
