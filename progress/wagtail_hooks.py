"""Learners' records outlive pages: what somebody has learnt from is unpublished, never deleted.

`PROTECT` stops every other route (commands, code); here an editor is told so in words, before anything is tried.
"""

from django.contrib import messages
from django.db import router
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.models import Page

from courses.reporting import EditorsMenuItem

from .reporting import LessonReport

WHY = "“{}” cannot be deleted: learners’ records, or editions that they point at, stand on it or on a page below it."
INSTEAD = "Unpublish it instead: nobody sees it any more, and every record stays whole."


def is_stood_on(page) -> bool:
    """Whether deleting a page and all below it would take away something that must stay."""
    below = Page.objects.descendant_of(page, inclusive=True)
    try:
        Collector(using=router.db_for_write(Page), origin=below).collect(below)
    except (ProtectedError, RestrictedError):
        return True
    return False


@hooks.register("before_delete_page")
def refuse_to_delete(request, page):
    if is_stood_on(page):
        return _refuse(request, [page])
    return None


@hooks.register("before_bulk_action")
def refuse_to_delete_several(request, action_type, objects, action):
    """Pages only: images, documents and people come through the same hook."""
    pages = [thing for thing in objects if isinstance(thing, Page)] if action_type == "delete" else []
    kept = [page for page in pages if is_stood_on(page)]
    return _refuse(request, kept) if kept else None


def _refuse(request, pages):
    words = format_html_join(" ", WHY, ((page.title,) for page in pages))
    offers = format_html_join(
        ", ", '<a href="{}">Unpublish “{}”</a>', ((_unpublish(p), p.title) for p in pages if p.live)
    )
    messages.error(request, format_html("{} {} {}", words, INSTEAD, offers))
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


def _unpublish(page):
    return reverse("wagtailadmin_pages:unpublish", args=[page.pk])


@hooks.register("register_admin_urls")
def reports():
    ours = [
        path("", LessonReport.as_view(), name="lessons"),
        path("results/", LessonReport.as_view(results_only=True), name="lessons-results"),
    ]
    return [path("reports/lessons/", include((ours, "progress-reports")))]


@hooks.register("register_reports_menu_item")
def lesson_report():
    return EditorsMenuItem("Lesson drop-off", reverse("progress-reports:lessons"), icon_name="arrow-down", order=115)
