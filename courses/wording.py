"""How a finding is shown to an editor: a sentence, with a link to the place that it is about."""

from dataclasses import dataclass

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from courses.integrity import ERROR

from .models import CoursePage, LessonPage, ModulePage

MOST_IN_A_MESSAGE = 8


@dataclass(frozen=True)
class Shown:
    """A finding with where it is: the title of the page, and the address of the place in its editor."""

    message: str
    is_error: bool
    title: str
    url: str
    page: int


def shown(page, findings) -> list[Shown]:
    """Findings about a page, or about the module around it, errors first; those about the page in hand before others."""
    pages = _pages_around(page)
    found = []
    for finding in findings:
        at = pages.get(finding.lesson) if finding.lesson else pages.get("")
        at = at or page
        found.append(
            (at.pk != page.pk, Shown(finding.message, finding.severity == ERROR, at.title, _place(at, finding), at.pk))
        )
    return [one for _, one in sorted(found, key=lambda pair: (not pair[1].is_error, pair[0]))]


def say_refused(request, page, findings):
    """One message: what was refused, and why. The page's own Checks have the way to each place."""
    entries = shown(page, findings)
    lines = format_html_join("", "<li>{}</li>", ((_said(entry, page),) for entry in entries[:MOST_IN_A_MESSAGE]))
    more = f"And {len(entries) - MOST_IN_A_MESSAGE} more: see Checks." if len(entries) > MOST_IN_A_MESSAGE else ""
    head = f"“{page.title}” was not changed for readers. " + (
        "One thing stands" if len(entries) == 1 else f"{len(entries)} things stand"
    )
    messages.error(request, format_html("{} against it: <ul>{}</ul>{}", head, lines, more), extra_tags="safe")


def _said(entry, page):
    return entry.message if entry.page == page.pk else f"{entry.message} ({entry.title})"


def editor_url(page, block=""):
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) + (f"#block-{block}-section" if block else "")


def _place(page, finding):
    return editor_url(page, finding.block or finding.question)


def _pages_around(page):
    """The module under "", and its lessons by their code."""
    if isinstance(page, CoursePage):
        return {"": page}
    module = page if isinstance(page, ModulePage) else page.get_parent()
    lessons = LessonPage.objects.child_of(module).only("pk", "title", "code")
    return {"": module} | {lesson.code: lesson for lesson in lessons}
