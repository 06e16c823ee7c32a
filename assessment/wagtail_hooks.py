"""What assessments add to the CMS: the report on questions."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from people.permissions import is_editor

from .reporting import QuestionReport


@hooks.register("register_admin_urls")
def reports():
    ours = [
        path("", QuestionReport.as_view(), name="questions"),
        path("results/", QuestionReport.as_view(results_only=True), name="questions-results"),
    ]
    return [path("reports/questions/", include((ours, "assessment-reports")))]


class QuestionsMenuItem(MenuItem):
    def is_shown(self, request):
        return is_editor(request.user)


@hooks.register("register_reports_menu_item")
def question_report():
    return QuestionsMenuItem("Questions", reverse("assessment-reports:questions"), icon_name="help", order=110)
