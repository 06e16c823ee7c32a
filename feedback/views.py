"""The doors through which people tell us: a problem with a page, signed in or not, and what became of one's own words."""

from urllib.parse import urlencode

from allauth.core import ratelimit
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.doors import posted, signed_in
from people.signup import safe_next

from . import actions, following
from .forms import ReportForm
from .models import Kind
from .places import place_of
from .privacy import written_by

TOO_MANY = (
    "Many reports have come from your network in a short time. Wait an hour, then send it again: nothing is lost."
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request):
    """`page` or `screen` in the address say what it is about; `question` a question of a module's assessment."""
    place = place_of(request, path=request.GET.get("page", ""), screen=request.GET.get("screen", ""))
    form = ReportForm(posted(request), place=place)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        if _may_send(request):
            remark = _send(request, form)
            mine = {} if request.user.is_authenticated else {"report": following.token_of(remark)}
            return redirect(f"{reverse('feedback:sent')}?{urlencode({'next': place.url} | mine, safe='/:')}")
        form.add_error(None, TOO_MANY)
        status = 429
    return render(request, "feedback/report.html", {"form": form, "place": place}, status=status)


@never_cache
def sent(request):
    """Thanks, what happens next, and the way back. `report` is the link of somebody who is not signed in."""
    token = request.GET.get("report", "")
    link = request.build_absolute_uri(reverse("feedback:follow", args=[token])) if following.remark_of(token) else ""
    context = {"back": safe_next(request, request.GET.get("next", "")), "link": link}
    return render(request, "feedback/sent.html", context)


@never_cache
@require_http_methods(["GET", "HEAD"])
def follow(request, token):
    """What became of a report, for whoever has its link: the page, the state and the answer, and never the words."""
    remark = following.remark_of(token)
    if remark is None:
        raise Http404
    return render(request, "feedback/follow.html", {"remark": remark})


@signed_in("GET")
def yours(request):
    """What this person told us while signed in, and what became of it."""
    return render(request, "feedback/yours.html", {"remarks": written_by(request.user)})


def _may_send(request):
    """So many from one network, and so many in all, so that nobody fills the queue."""
    one = ratelimit.consume(request, action="report_network")
    return one and ratelimit.consume(request, action="report_all", key="all")


def _send(request, form):
    return actions.send(
        key=form.cleaned_data["key"],
        kind=Kind.PROBLEM,
        place=form.place,
        part=form.block or form.place.part(request.GET.get("question", "")),
        text=form.cleaned_data["text"],
        topic=form.cleaned_data["topic"],
        author=request.user if request.user.is_authenticated else None,
        at=timezone.now(),
    )
