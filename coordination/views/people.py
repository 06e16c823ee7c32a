"""An organisation's people: who was invited, who has not started, who is how far. On the page; as a file in files.py."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone

from audit.actions import record
from audit.models import Event
from people.doors import signed_in

from ..doors import coordinating, require_grant
from ..forms import FilterForm
from ..models import Cohort
from ..overview import counts, lines
from ..permissions import can_export, can_see_people, organisations_seen_by
from . import page

ON_A_PAGE = 50
SEE = "coordination.see_people"


@signed_in("GET")
def choose(request):
    """Straight to the organisation, for most have one."""
    require_grant(request.user)
    organisations = list(organisations_seen_by(request.user))
    if len(organisations) == 1:
        return redirect("coordination:people", organisations[0].slug)
    return render(request, "coordination/choose.html", {"organisations": organisations})


@coordinating(can_see_people, "GET")
def people(request, organisation):
    found = lines(request.user, organisation, timezone.localdate())
    form = _filter(request.user, organisation, request.GET)
    chosen = form.keep(found)
    query = request.GET.copy()
    query.pop("page", None)
    _note(request.user, organisation)
    context = {
        "filter": form,
        "counts": counts(found),
        "page_of_lines": Paginator(chosen, ON_A_PAGE).get_page(request.GET.get("page")),
        "query": query.urlencode(),
        "has_anybody": bool(found),
        "may_export": can_export(request.user, organisation),
    }
    return page(request, "people", organisation, here="people", **context)


def _filter(user, organisation, data):
    return FilterForm(data, cohorts=Cohort.objects.seen_by(user).at(organisation).running())


def _note(user, organisation):
    """That a coordinator looked at their people's names is recorded, once a day."""
    now = timezone.now()
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if not Event.objects.filter(name=SEE, actor=user.pk, subject=organisation.slug, at__gte=today).exists():
        record(name=SEE, at=now, actor=user.pk, subject=organisation.slug)
