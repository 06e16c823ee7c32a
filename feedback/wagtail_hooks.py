"""Where what people tell us appears in the CMS: the queue of their words, and the report on their points."""

from django.urls import include, path, reverse
from wagtail import hooks

from courses.reporting import EditorsMenuItem

from .reporting import FeedbackReport
from .viewsets import RemarkViewSet


@hooks.register("register_admin_viewset")
def queue():
    return RemarkViewSet("feedback_queue", url_prefix="feedback")


@hooks.register("register_admin_urls")
def reports():
    ours = [
        path("", FeedbackReport.as_view(), name="scores"),
        path("results/", FeedbackReport.as_view(results_only=True), name="scores-results"),
    ]
    return [path("reports/feedback/", include((ours, "feedback-reports")))]


@hooks.register("register_reports_menu_item")
def feedback_report():
    return EditorsMenuItem("Feedback scores", reverse("feedback-reports:scores"), icon_name="comment", order=118)
