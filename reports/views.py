"""Pages for analysts: an overview, tables with their files, the data dictionary. Counts, never names."""

from functools import wraps
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people.permissions import is_analyst

from . import aggregates, exporting
from .charts import column_chart
from .definitions import DEFINITIONS, LABEL, METHOD
from .forms import FilterForm
from .overview import overview_of
from .questions import QUESTIONS


def for_analysts(view):
    """Signed in, and an analyst; anybody else who is signed in is refused."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not is_analyst(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return never_cache(login_required(checked))


@for_analysts
@require_safe
def overview(request):
    latest = aggregates.latest()
    return render(request, "reports/overview.html", _context(overview=latest and overview_of(latest.months)))


@for_analysts
@require_safe
def table(request, table):
    question, form = _asked(request, table)
    if not form.is_valid():
        return render(request, "reports/table.html", _context(question=question, form=form), status=400)
    query, order = _query(form), request.GET.get("sort", "")
    answered = _in_order(question, question.ask(form.cut), order)
    context = _context(
        question=question, form=form, table=answered, query=query, heads=_heads(question, answered, query, order)
    )
    context["definitions"] = dict.fromkeys(column.definition for column in answered.columns)
    context["chart"] = _chart(answered) if question.slug == "months" else None
    return render(request, "reports/table.html", context)


@for_analysts
@require_safe
def export(request, table):
    question, form = _asked(request, table)
    if not form.is_valid():
        return render(request, "reports/table.html", _context(question=question, form=form), status=400)
    address = request.build_absolute_uri(f"{reverse('reports:table', args=[question.slug])}?{_query(form)}")
    answered = question.ask(form.cut)
    notes = exporting.notes_on(answered, chosen=form.chosen, as_at=aggregates.latest().as_at, address=address)
    return exporting.as_csv(answered, notes, f"{question.slug}-{form.cut.last:%Y-%m}")


@for_analysts
@require_safe
def definitions(request):
    return render(request, "reports/definitions.html", _context(definitions=DEFINITIONS, method=METHOD))


@for_analysts
@require_POST
def refresh(request):
    """On demand: the same work as the schedule's."""
    aggregates.refresh(at=timezone.now())
    messages.success(request, "The figures have been counted again.")
    return redirect("reports:overview")


def _asked(request, slug):
    """(question, form) of an address; 404 for a table that there is not, or not before the first count."""
    question, latest = QUESTIONS.get(slug), aggregates.latest()
    if question is None or latest is None:
        raise Http404
    return question, FilterForm(request.GET, question=question, months=latest.months)


def _query(form):
    """What of the address is kept in links: the filters that are set."""
    return urlencode({name: value for name, value in form.cleaned_data.items() if value})


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
    return column_chart([(row.label, row.numbers[last]) for row in table.rows])


def _context(**more):
    return {"latest": aggregates.latest(), "questions": QUESTIONS.values(), "label": LABEL, **more}
