"""One's own account: name, organisation, and the way to allauth's pages for addresses, passkeys, two-step sign-in and sessions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .. import actions
from ..forms import NameForm


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request):
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        actions.confirm_name(user=request.user, name=form.cleaned_data["name"], at=timezone.now())
        messages.success(request, "Your name is saved. Certificates that you hold already keep theirs.")
        return redirect("people:account")
    memberships = request.user.memberships.filter(ends_on=None).select_related("organisation")
    context = {"form": form, "memberships": memberships, "grants": request.user.grants.current().select_related("organisation")}
    return render(request, "people/account.html", context, status=422 if form.is_bound else 200)
