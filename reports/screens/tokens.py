"""Where administrators give tokens to programs, see when each was used last, and take them back. A token is shown once."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from people.doors import for_administrators, posted
from reports import tokens
from reports.models import ServiceToken

from .forms import TokenForm


@for_administrators("GET", "POST")
def listed(request):
    form = TokenForm(posted(request))
    if request.method == "POST" and form.is_valid():
        issued, plain = tokens.issue(by=request.user, at=timezone.now(), **form.cleaned_data)
        return render(request, "reports/token.html", {"issued": issued, "plain": plain})
    found = ServiceToken.objects.select_related("token__user")
    context = {"form": form, "tokens": found, "now": timezone.now()}
    return render(request, "reports/tokens.html", context, status=422 if form.is_bound else 200)


@for_administrators("POST")
def revoke(request, pk):
    issued = get_object_or_404(ServiceToken, pk=pk)
    tokens.revoke(issued=issued, by=request.user, at=timezone.now())
    messages.success(request, f"The token of “{issued.token.name}” opens nothing any more.")
    return redirect("reports:tokens")
