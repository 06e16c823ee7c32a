"""Reports by email: what one gets, asking for one, and stopping one, signed in or by the link of a message."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from coordination.doors import coordinating
from coordination.permissions import can_see_people
from people.doors import posted, signed_in
from people.models import GrantKind
from people.permissions import ANALYSTS, duties
from reports import subscriptions
from reports.asking import NoSuchTable, ask
from reports.models import Subscription
from reports.views import for_analysts

from .forms import EveryForm


@signed_in("GET")
def listed(request):
    """Analysts and coordinators; whoever was one sees what is left and can stop it."""
    found = Subscription.objects.current().filter(person=request.user).select_related("organisation")
    if not (found or duties(request.user) & {ANALYSTS, GrantKind.COORDINATOR}):
        raise PermissionDenied
    return render(request, "reports/subscriptions.html", {"subscriptions": [(each, _title(each)) for each in found]})


@for_analysts
@require_http_methods(["GET", "HEAD", "POST"])
def table(request, table):
    """The filters stand in the address, as on the page of the table."""
    try:
        asked = ask(table, request.GET)
    except NoSuchTable as error:
        raise Http404 from error
    if not asked.is_valid:
        raise Http404
    return _asked(request, asked.question.title, asked.path, table=table, query=asked.query)


@coordinating(can_see_people, "GET", "POST")
def people(request, organisation):
    return _asked(
        request, f"People at {organisation.name}", f"/coordination/{organisation.slug}/", organisation=organisation
    )


@signed_in("POST")
def stop(request, pk):
    subscription = get_object_or_404(Subscription.objects.current().filter(person=request.user), pk=pk)
    subscriptions.stop(subscription=subscription, at=timezone.now())
    messages.success(request, "You get this report no more.")
    return redirect("reports:subscriptions")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_by_link(request, token):
    """The link only shows a button, for programs that look at mail follow every link."""
    subscription = subscriptions.behind(token)
    if subscription is None:
        raise Http404
    if request.method == "POST":
        subscriptions.stop(subscription=subscription, at=timezone.now())
        subscription.refresh_from_db()
    return render(request, "reports/stop.html", {"subscription": subscription, "title": _title(subscription)})


def _asked(request, title, back, **chosen):
    form = EveryForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            every = form.cleaned_data["every"]
            subscriptions.subscribe(person=request.user, every=every, at=timezone.now(), **chosen)
        except subscriptions.TooMany:
            form.add_error(None, f"You get {subscriptions.MOST} reports already. Stop one of them first.")
        else:
            messages.success(request, "You get this report by email from now on.")
            return redirect("reports:subscriptions")
    context = {"form": form, "title": title, "back": back}
    return render(request, "reports/subscribe.html", context, status=422 if form.is_bound else 200)


def _title(subscription):
    if subscription.organisation:
        return f"People at {subscription.organisation.name}"
    try:
        return ask(subscription.table, subscription.query).question.title
    except NoSuchTable:
        return subscription.table
