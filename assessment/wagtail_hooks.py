"""What assessments add to the CMS: the report on questions."""

from django.urls import include, path, reverse
from wagtail import hooks

from courses.reporting import EditorsMenuItem

from .reporting import QuestionReport


@hooks.register("register_admin_urls")
def reports():
    ours = [
        path("", QuestionReport.as_view(), name="questions"),
        path("results/", QuestionReport.as_view(results_only=True), name="questions-results"),
    ]
    return [path("reports/questions/", include((ours, "assessment-reports")))]


@hooks.register("register_reports_menu_item")
def question_report():
    return EditorsMenuItem("Questions", reverse("assessment-reports:questions"), icon_name="help", order=110)
