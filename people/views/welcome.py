"""The first visit: which organisation, which name, which audience. Choices wait in the session until the last step writes them."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from organisations.matching import match, search
from organisations.models import Organisation

from .. import actions, signup
from ..doors import posted, signed_in
from ..forms.serving import DetailsForm, OrganisationForm, SearchForm
from ..permissions import coordinated, current_membership, is_coordinator

SESSION_KEY = "welcome"
SHOWN = 20
NO_COORDINATOR = "A councillor is never a coordinator, so you coordinate nobody any more. If that is wrong, get help."


@signed_in("GET", "POST")
def choose_organisation(request):
    """Offers what the address points at, or what a search of the real list finds."""
    today = timezone.localdate()
    found = match(request.user.email, today)
    words = request.GET.get("words", "")
    searching = SearchForm(request.GET if "words" in request.GET else None)
    results = search(words, today) if searching.is_bound and searching.is_valid() else Organisation.objects.none()
    offered = _offered(request, found, results, today)
    form = OrganisationForm(posted(request), offered=offered, initial=_chosen_before(request, found))
    if request.method == "POST" and form.is_valid():
        return _keep_choice(request, form)
    context = {
        "form": form,
        "searching": searching,
        "match": found,
        "words": words,
        "shows_search": not found.organisations or "search" in request.GET or "words" in request.GET,
        "too_many": len(results[: SHOWN + 1]) > SHOWN,
        "results": results[:SHOWN],
    }
    return render(request, "people/choose_organisation.html", context, status=422 if request.method == "POST" else 200)


def _offered(request, found, results, today):
    """What the address and the search show, and what was posted if it exists: the address decides whether it counts, not the form."""
    key = request.POST.get("organisation", "")
    known = Organisation.objects.existing_on(today).filter(pk=key) if key.isdecimal() and len(key) < 10 else ()
    return list(dict.fromkeys([*found.organisations, *results[:SHOWN], *known]))


def _chosen_before(request, found):
    welcome = request.session.get(SESSION_KEY, {})
    organisation = welcome.get("organisation") or (found.organisation and found.organisation.pk)
    return {"organisation": str(organisation or ""), "stated": welcome.get("stated", "")}


def _keep_choice(request, form):
    organisation, stated = form.chosen
    request.session[SESSION_KEY] = {"organisation": organisation and organisation.pk, "stated": stated}
    return redirect(_with_next(request, "people:your-details"))


@signed_in("GET", "POST")
def your_details(request):
    welcome = request.session.get(SESSION_KEY)
    membership = current_membership(request.user)
    if not welcome and not membership:
        return redirect(_with_next(request, "people:choose-organisation"))
    initial = {"name": request.user.name, "audience": membership.audience if membership else None}
    form = DetailsForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        _write(request, welcome, form.cleaned_data)
        return redirect(signup.safe_next(request, request.GET.get("next", "")) or settings.LOGIN_REDIRECT_URL)
    context = {
        "form": form,
        "back": _with_next(request, "people:choose-organisation"),
        "organisation_name": _named(welcome, membership),
    }
    return render(request, "people/your_details.html", context, status=422 if request.method == "POST" else 200)


def _named(welcome, membership):
    if not welcome:
        return membership.organisation_name
    organisation = Organisation.objects.filter(pk=welcome["organisation"]).first()
    return organisation.name if organisation else welcome["stated"]


def _write(request, welcome, details):
    """The last step: name and membership, the organisation that the address shows being counted at once."""
    now = timezone.now()
    actions.confirm_name(user=request.user, name=details["name"], at=now)
    actions.settle(user=request.user, audience=details["audience"], at=now, **_choice(request.user, welcome))
    if is_coordinator(request.user) and not coordinated(request.user).exists():
        messages.info(request, NO_COORDINATOR)
    request.session.pop(SESSION_KEY, None)


def _choice(user, welcome):
    if not welcome:
        present = current_membership(user)
        return {"organisation": present.organisation, "stated_organisation": present.stated_organisation}
    organisation = Organisation.objects.filter(pk=welcome["organisation"]).first()
    return {"organisation": organisation, "stated_organisation": welcome["stated"]}


def _with_next(request, name):
    next_url = signup.safe_next(request, request.GET.get("next", ""))
    return reverse(name) + (f"?{urlencode({'next': next_url})}" if next_url else "")
