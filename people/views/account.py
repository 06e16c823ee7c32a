"""One's own account: name, organisation, and the way to allauth's pages for addresses, passkeys, two-step sign-in and sessions."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from .. import actions
from ..doors import posted, signed_in
from ..forms import NameForm


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
    }
    return render(request, "people/account.html", context, status=422 if form.is_bound else 200)


def elsewhere(request):
    """The CMS's own account page knows neither our name field nor whose address it is."""
    return redirect("people:account")
