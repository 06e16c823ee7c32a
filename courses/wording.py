"""How a finding is shown to an editor: a sentence, with a link to the place that it is about."""

from dataclasses import dataclass

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from courses.integrity import ERROR

from .accepting import key_of, reason_for
from .judging import in_hand
from .models import CoursePage, LessonPage, ModulePage

MOST_IN_A_MESSAGE = 8


@dataclass(frozen=True)
class Shown:
    """A finding with where it is: the title of the page, and the address of the place in its editor.

    A warning has the address at which it is accepted, and the reason for which it was.
    """

    message: str
    is_error: bool
    title: str
    url: str
    page: int
    code: str = ""
    accept_url: str = ""
    reason: str = ""


def shown(page, findings) -> list[Shown]:
    """Findings about a page, or about the module around it, errors first; those about the page in hand before others."""
    pages = _pages_around(page)
    found = [_shown(pages.get(finding.lesson) or page, finding) for finding in findings]
    return sorted(found, key=lambda one: (not one.is_error, bool(one.reason), one.page != page.pk))


def _shown(page, finding):
    where = {"title": page.title, "url": _place(page, finding), "page": page.pk, "code": finding.code}
    if finding.severity == ERROR:
        return Shown(finding.message, is_error=True, **where)
    accept = reverse("courses:accept", args=[page.pk, key_of(finding)])
    return Shown(finding.message, is_error=False, **where, accept_url=accept, reason=reason_for(page, finding))


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
    """As drafts say: the module under "", and its lessons by their code."""
    if isinstance(page, CoursePage):
        return {"": page}
    module = page if isinstance(page, ModulePage) else in_hand(page.get_parent().specific)
    lessons = LessonPage.objects.child_of(module).defer("body")
    return {"": module} | {lesson.code: in_hand(lesson) for lesson in lessons} | {_code(page): page}


def _code(page):
    return page.code if isinstance(page, LessonPage) else ""
