"""The editors' report of the CMS on how questions do. Editors see rounded numbers of learners, and never a learner."""

import django_filters
from django.db.models import ExpressionWrapper, F, FloatField
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn

from courses.models import ModulePage
from courses.reporting import EditorsReport, shown_percent
from look.counts import percent, rounded

from .models import Flag, QuestionFigures


def asked_modules(request):
    return ModulePage.objects.filter(pk__in=QuestionFigures.objects.shown().values("module")).order_by("path")


class QuestionFilterSet(WagtailFilterSet):
    module = django_filters.ModelChoiceFilter(queryset=asked_modules, label="Module", empty_label="All modules")
    flag = django_filters.ChoiceFilter(choices=Flag.choices, label="Look at", empty_label="All questions")

    class Meta:
        model = QuestionFigures
        fields = ["module", "flag"]


class OptionsColumn(Column):
    """Each option with the share of learners who chose it."""

    cell_template_name = "assessment/admin/options_cell.html"

    def get_value(self, instance):
        return options_chosen(instance)


class QuestionReport(EditorsReport):
    """Sorted by what needs an editor first."""

    model = QuestionFigures
    page_title = "Questions"
    header_icon = "help"
    index_url_name = "assessment-reports:questions"
    index_results_url_name = "assessment-reports:questions-results"
    results_template_name = "assessment/admin/questions_results.html"
    filterset_class = QuestionFilterSet
    default_ordering = "share"
    columns = [
        Column("prompt", label="Question", accessor="question.content.prompt"),
        Column("module", label="Module", accessor="module.title", sort_key="module__title"),
        Column("outcome", label="Outcome", accessor="question.content.outcome"),
        Column("asked", label="Learners asked", accessor=lambda row: rounded(row.learners), sort_key="learners"),
        Column("facility", label="Right", accessor=lambda row: shown_percent(row.facility), sort_key="share"),
        Column("discrimination", label="Discrimination", accessor=lambda row: shown_correlation(row), sort_key="discrimination"),
        Column("flag", label="Look at", accessor="get_flag_display", sort_key="flag"),
        OptionsColumn("options", label="What was chosen"),
        DateColumn("counted_at", label="Counted"),
    ]  # fmt: skip
    list_export = [
        "module.title", "question.content.prompt", "question.content.outcome", "question.content.kind",
        "asked", "facility", "shown_discrimination", "get_flag_display", "options", "counted_at",
    ]  # fmt: skip
    export_headings = {
        "module.title": "Module",
        "question.content.prompt": "Question",
        "question.content.outcome": "Outcome",
        "question.content.kind": "Kind",
        "asked": "Learners asked, to the nearest 5",
        "facility": "Right, per cent",
        "shown_discrimination": "Discrimination",
        "get_flag_display": "Look at",
        "options": "What was chosen",
        "counted_at": "Counted at",
    }
    export_filename = "questions"

    def get_base_queryset(self):
        share = ExpressionWrapper(F("right") * 1.0 / F("learners"), output_field=FloatField())
        return QuestionFigures.objects.shown().select_related("question", "module").annotate(share=share)

    def to_row_dict(self, item):
        item.asked, item.shown_discrimination = rounded(item.learners), shown_correlation(item)
        item.options = "; ".join(f"{text}{' (right)' * right}: {share}" for text, right, share in options_chosen(item))
        return super().to_row_dict(item)


def options_chosen(figures):
    """[(text, right?, share in words)] in the order of the question."""
    whole = rounded(figures.learners)
    return [
        (option["text"], option["correct"], shown_percent(percent(rounded(figures.chosen.get(option["id"], 0)), whole)))
        for option in figures.question.content.get("options", ())
    ]


def shown_correlation(figures):
    return "" if figures.discrimination is None else f"{figures.discrimination:.1f}"
