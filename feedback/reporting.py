"""The editors’ report of the CMS on how learners found each module, from the points of the survey and never from its words."""

import django_filters
from django.db.models import Count, Q
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from courses.reporting import EditorsReport, shown_percent
from declaration.principles import PRINCIPLE_CHOICES
from look.counts import ENOUGH, percent, rounded

from .models import SurveyAnswer
from .rules import QUESTIONS

HIGH = 4  # “mostly” and “very much”


class FeedbackFilterSet(WagtailFilterSet):
    """By what a module is about. Who answered is no filter: it would cut the numbers finer than they are protected."""

    principle = django_filters.ChoiceFilter(
        field_name="module__principle", choices=PRINCIPLE_CHOICES, label="Principle", empty_label="All principles"
    )

    class Meta:
        model = SurveyAnswer
        fields = []


def share(name):
    """Of those who answered the question, how many said mostly or very much; per cent, from rounded counts."""
    return lambda row: shown_percent(percent(rounded(row[f"{name}_high"]), rounded(row[f"{name}_said"])))


class FeedbackReport(EditorsReport):
    """Modules by how many answered."""

    model = SurveyAnswer
    page_title = "Feedback scores"
    header_icon = "comment"
    index_url_name = "feedback-reports:scores"
    index_results_url_name = "feedback-reports:scores-results"
    results_template_name = "feedback/admin/scores_results.html"
    filterset_class = FeedbackFilterSet
    default_ordering = "-answered"
    columns = [
        TitleColumn("module", label="Module", accessor="module__title", sort_key="module__title", get_title_id=None),
        Column("answered", label="Learners", accessor=lambda row: rounded(row["answered"]), sort_key="answered"),
        *(Column(name, label=words, accessor=share(name)) for name, words in QUESTIONS.items()),
    ]
    list_export = ["module__title", "learners", *QUESTIONS]
    export_headings = {"module__title": "Module", "learners": "Learners, to the nearest 5"} | QUESTIONS
    export_filename = "feedback"

    def get_base_queryset(self):
        counts = {f"{name}_said": Count(name) for name in QUESTIONS}
        counts |= {f"{name}_high": Count(name, filter=Q(**{f"{name}__gte": HIGH})) for name in QUESTIONS}
        modules = SurveyAnswer.objects.filter(module__isnull=False).values("module", "module__title")
        return modules.annotate(answered=Count("pk"), **counts).filter(answered__gte=ENOUGH)

    def to_row_dict(self, item):
        shown = {name: share(name)(item) for name in QUESTIONS}
        return super().to_row_dict(item | {"learners": rounded(item["answered"])} | shown)
