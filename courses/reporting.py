"""The editors’ reports of the CMS: what they have in common, and those on the health and the coverage of content."""

from operator import attrgetter

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from look.spreadsheets import TYPES, WRITERS, Sheet
from people.permissions import is_editor

from . import health
from .coverage import coverage, table
from .models import ModulePage

FORMATS = ("csv", "xlsx")


class EditorsReport(ReportView):
    """A report for those who write and publish, and for nobody else. It shows rounded numbers of learners, and never a learner."""

    def dispatch(self, request, *args, **kwargs):
        if not is_editor(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class EditorsMenuItem(MenuItem):
    def is_shown(self, request):
        return is_editor(request.user)


def shown_percent(number):
    return "[c]" if number is None else f"{number}%"


def _titles():
    return [(part.title, part.title) for part in health.parts()]


class HealthFilterSet(WagtailFilterSet):
    """Over findings, which are judged afresh for each reader and stand in no table."""

    weight = django_filters.ChoiceFilter(choices=[(said, said) for said in health.RANKS], label="What to do")
    part = django_filters.ChoiceFilter(choices=_titles, label="Module or pathway")
    state = django_filters.ChoiceFilter(
        choices=[(state, state) for state in (health.PUBLISHED, health.DRAFT)], label="State"
    )

    class Meta:
        model = ModulePage
        fields = []

    def filter_queryset(self, rows):
        wanted = {name: value for name, value in self.form.cleaned_data.items() if value}
        return [row for row in rows if all(getattr(row, name) == value for name, value in wanted.items())]


class HealthReport(EditorsReport):
    """What is to be put right comes first."""

    page_title = "Content health"
    header_icon = "clipboard-list"
    index_url_name = "courses:health"
    index_results_url_name = "courses:health-results"
    results_template_name = "courses/admin/health_results.html"
    filterset_class = HealthFilterSet
    default_ordering = "rank"
    columns = [
        Column("weight", label="What to do", sort_key="rank"),
        Column("message", label="Finding"),
        TitleColumn("title", label="Page", get_url=lambda row: row.entry.url, sort_key="title"),
        Column("part", label="Module or pathway", sort_key="part"),
        Column("state", label="State", sort_key="state"),
        Column("rule", label="Rule", sort_key="rule"),
    ]
    export_headings = {
        "weight": "What to do",
        "message": "Finding",
        "title": "Page",
        "part": "Module or pathway",
        "state": "State",
        "rule": "Rule",
    }
    list_export = list(export_headings)
    export_filename = "content-health"

    def get_base_queryset(self):
        return health.rows(on=timezone.localdate())

    def order_queryset(self, rows):
        return sorted(rows, key=attrgetter(self.ordering.lstrip("-")), reverse=self.ordering.startswith("-"))


def coverage_report(request):
    """?audience=CODE shows one audience, ?order=gaps those with most gaps first; ?export=csv or xlsx gives the file of it."""
    if not is_editor(request.user):
        raise PermissionDenied
    every = coverage()
    chosen = request.GET.get("audience", "")
    rows = [row for row in every if chosen in ("", row.audience.code)]
    if not rows:
        raise Http404
    order = request.GET.get("order", "")
    if order == "gaps":
        rows.sort(key=attrgetter("gaps"), reverse=True)
    if (extension := request.GET.get("export")) in FORMATS:
        return _file(rows, extension)
    context = {"rows": rows, "principles": [cell.principle for cell in rows[0].cells], "chosen": chosen, "order": order}
    return render(request, "courses/admin/coverage.html", context | {"audiences": [row.audience for row in every]})


def _file(rows, extension):
    headings, lines = table(rows)
    chunks = WRITERS[extension](Sheet("Coverage", headings, lines))
    name = f'attachment; filename="coverage.{extension}"'
    return StreamingHttpResponse(chunks, content_type=TYPES[extension], headers={"Content-Disposition": name})
