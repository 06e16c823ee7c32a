"""The editors’ report of the CMS on where learners stop."""

import django_filters
from django.db.models import CharField, ExpressionWrapper, F, FloatField, OuterRef, Subquery, Value
from django.db.models.functions import Length, Substr
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.models import Page

from courses.models import ModulePage
from courses.reporting import EditorsReport, shown_percent
from look.counts import rounded

from .models import LessonFigures


class LessonFilterSet(WagtailFilterSet):
    module = django_filters.ModelChoiceFilter(
        queryset=lambda request: ModulePage.objects.order_by("path"),
        label="Module",
        empty_label="All modules",
        method="of_module",
    )

    class Meta:
        model = LessonFigures
        fields = []

    def of_module(self, queryset, name, module):
        return queryset.filter(lesson__path__startswith=module.path)


class LessonReport(EditorsReport):
    """The lessons where most stop come first."""

    model = LessonFigures
    page_title = "Lesson drop-off"
    header_icon = "arrow-down"
    index_url_name = "progress-reports:lessons"
    index_results_url_name = "progress-reports:lessons-results"
    results_template_name = "progress/admin/lessons_results.html"
    filterset_class = LessonFilterSet
    default_ordering = "-share"
    columns = [
        TitleColumn("lesson", label="Lesson", accessor="lesson.title", url_name="wagtailadmin_pages:edit", get_title_id=None),
        Column("module", label="Module", accessor="module_title", sort_key="module_title"),
        Column("started", label="Began", accessor=lambda row: shown_count(row.started), sort_key="started"),
        Column("completed", label="Completed", accessor=lambda row: shown_count(row.completed), sort_key="completed"),
        Column("stopped", label="Stopped here", accessor=lambda row: shown_percent(row.stopped), sort_key="share"),
        DateColumn("counted_at", label="Counted"),
    ]  # fmt: skip
    list_export = ["module_title", "lesson.title", "began", "done", "stopped", "counted_at"]
    export_headings = {
        "module_title": "Module",
        "lesson.title": "Lesson",
        "began": "Began, to the nearest 5",
        "done": "Completed, to the nearest 5",
        "stopped": "Stopped here, per cent",
        "counted_at": "Counted at",
    }
    export_filename = "lessons"

    def get_base_queryset(self):
        share = ExpressionWrapper(1 - F("completed") * 1.0 / F("settled"), output_field=FloatField())
        above = Substr("lesson__path", Value(1), Length("lesson__path") - Page.steplen, output_field=CharField())
        shown = LessonFigures.objects.shown().select_related("lesson").annotate(share=share, above=above)
        return shown.annotate(module_title=Subquery(Page.objects.filter(path=OuterRef("above")).values("title")[:1]))

    def to_row_dict(self, item):
        item.began, item.done = shown_count(item.started), shown_count(item.completed)
        return super().to_row_dict(item)


def shown_count(number):
    shown = rounded(number)
    return "[c]" if shown is None else shown
