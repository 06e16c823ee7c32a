"""What is ours in the CMS: screens, menus and buttons, and the question before a page is published: is it sound?"""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from . import views
from .editions import hold
from .judging import JUDGED, refusals
from .links import PageLinks
from .models import ModulePage
from .reporting import EditorsMenuItem, HealthReport, coverage_report
from .viewsets import SourceViewSet
from .wording import editor_url, say_refused

register_snippet(SourceViewSet)


@hooks.register("before_publish_page")
def refuse_in_words(request, page):
    """The draft is kept, and the editor reads what stands against it."""
    if not isinstance(page, JUDGED):
        return None
    hold(page)
    findings = refusals(page, on=timezone.localdate())
    if not findings:
        return None
    say_refused(request, page, findings)
    return redirect(editor_url(page))


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own, in whose place it stands
def links_to_pages(features):
    features.register_link_type(PageLinks)


@hooks.register("register_admin_urls")
def screens():
    ours = [
        path("modules/<int:pk>/", views.module, name="overview"),
        path("modules/<int:pk>/export/", views.export, name="export"),
        path("import/", views.take_in, name="import"),
        path("guide/", views.read_guide, name="guide"),
        path("pages/<int:pk>/accept/<slug:key>/", views.accept, name="accept"),
        path("health/", HealthReport.as_view(), name="health"),
        path("health/results/", HealthReport.as_view(results_only=True), name="health-results"),
        path("reviews/", views.reviews_due, name="reviews"),
        path("coverage/", coverage_report, name="coverage"),
    ]
    return [path("content/", include((ours, "courses")))]


@hooks.register("register_reports_menu_item")
def health_report():
    return EditorsMenuItem("Content health", reverse("courses:health"), icon_name="clipboard-list", order=100)


@hooks.register("register_reports_menu_item")
def coverage_menu_item():
    return EditorsMenuItem("Coverage", reverse("courses:coverage"), icon_name="list-ul", order=120)


@hooks.register("register_reports_menu_item")
def reviews_menu_item():
    return EditorsMenuItem("Reviews due", reverse("courses:reviews"), icon_name="date", order=110)


@hooks.register("register_page_header_buttons")
def overview_in_the_header(page, user, view_name, next_url=None):
    if isinstance(page.specific_deferred, ModulePage):
        yield Button(
            "Overview of the module", reverse("courses:overview", args=[page.pk]), icon_name="list-ul", priority=5
        )


@hooks.register("register_page_listing_buttons")
def overview_in_listings(page, user, next_url=None):
    if isinstance(page, ModulePage):
        yield Button("Overview", reverse("courses:overview", args=[page.pk]), priority=15)


@hooks.register("insert_editor_js")
def lead_to_the_place():
    return format_html('<script src="{}"></script>', static("courses/editing.js"))


@hooks.register("insert_global_admin_css")
def our_screens():
    return format_html('<link rel="stylesheet" href="{}">', static("courses/admin.css"))
