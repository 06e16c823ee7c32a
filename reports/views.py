"""Pages for analysts: an overview, tables with their files, the data dictionary. Counts, never names."""

from datetime import date
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people.permissions import is_analyst

from . import aggregates
from .asking import NoSuchTable, ask
from .charts import column_chart
from .definitions import DEFINITIONS, label, status
from .exporting import FORMATS
from .method import METHOD
from .overview import overview_of
from .questions import TOPICS
from .reading import TooLong, reading


def for_analysts(view):
    """Signed in, and an analyst; anybody else who is signed in is refused. What takes too long is said to, with a way forward."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not is_analyst(request.user):
            raise PermissionDenied
        try:
            return view(request, *args, **kwargs)
        except TooLong:
            return _too_long(request)

    return never_cache(login_required(checked))


def _too_long(request):
    response = render(request, "reports/too_long.html", status=503)
    response["Retry-After"] = "60"
    return response


@for_analysts
@require_safe
def overview(request):
    with reading():
        latest = aggregates.latest()
        answered = latest and overview_of(latest.months)
    return render(request, "reports/overview.html", context_of(overview=answered))


@for_analysts
@require_safe
def table(request, table):
    asked = _asked(request, table)
    question, form = asked.question, asked.form
    if not asked.is_valid:
        return render(request, "reports/table.html", context_of(question=question, form=form), status=400)
    query, order = asked.query, request.GET.get("sort", "")
    answered = _in_order(question, asked.answer, order)
    context = context_of(
        question=question, form=form, table=answered, query=query, heads=_heads(question, answered, query, order)
    )
    context["definitions"] = dict.fromkeys(column.definition for column in answered.columns)
    context["formats"] = FORMATS
    context["chart"] = _chart(answered) if question.slug == "months" else None
    return render(request, "reports/table.html", context)


@for_analysts
@require_safe
def definitions(request):
    return render(request, "reports/definitions.html", context_of(definitions=DEFINITIONS, method=METHOD))


@for_analysts
@require_POST
def refresh(request):
    """On demand: within seconds, where the schedule's work is done; no request waits for it."""
    aggregates.ask(at=timezone.now())
    messages.success(request, "The figures are being counted again. This takes from a few seconds to some minutes.")
    return redirect("reports:overview")


def _asked(request, slug):
    """404 for a table that there is not, or not before the first count."""
    try:
        return ask(slug, request.GET)
    except NoSuchTable as error:
        raise Http404 from error


def _in_order(question, table, order):
    """Sorted as the address asks. Organisations are never ranked by their numbers."""
    key = order.removeprefix("-")
    return table.sorted(key, order.startswith("-")) if question.ranked or key == "name" else table


def _heads(question, table, query, order):
    """The heads of the columns, each with the address that sorts by it, the other way round the second time."""
    columns = [("name", table.head, True), *((column.key, column.title, question.ranked) for column in table.columns)]
    return [_head(key, title, sortable, query, order) for key, title, sortable in columns]


def _head(key, title, sortable, query, order):
    turned = {key: f"-{key}", f"-{key}": key}.get(order, key if key == "name" else f"-{key}")
    href = f"?{query}&sort={turned}".replace("?&", "?") if sortable else ""
    said = {key: ("ascending", "▲"), f"-{key}": ("descending", "▼")}.get(order, ("", ""))
    return {"title": title, "href": href, "order": said[0], "arrow": said[1]}


def _chart(table):
    last = len(table.columns) - 1
    months = [date.fromisoformat(f"{row.key}-01") for row in table.rows]
    return column_chart([(f"{month:%b %y}", row.numbers[last]) for month, row in zip(months, table.rows, strict=True)])


def context_of(**more):
    refresh = aggregates.standing()
    return {
        "latest": refresh if refresh and refresh.digests else None,
        "topics": TOPICS.items(),
        "status": status(),
        "label": label(),
        "is_counting": refresh is not None and refresh.is_asked_for,
        **more,
    }
