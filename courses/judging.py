"""Are pages fit to be published? The rules of integrity over Wagtail's pages, live or as they are in hand."""

from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail.models import Page

from courses.integrity import ERROR, Finding, judge_course
from courses.integrity import judge_module as judge_text
from courses.integrity.findings import error
from courses.textformat import Curriculum, LessonText, ModuleText, PageText, SourceText

from .models import Change, CoursePage, LessonPage, LoadedPage, ModulePage, Source
from .writing import Numbered, status

JUDGED = (ModulePage, LessonPage, CoursePage)


class Refused(Exception):
    """A page cannot be published, taken down, moved or deleted like this. `findings` says why."""

    def __init__(self, page, findings):
        self.page, self.findings = page, list(findings)
        super().__init__(f"{page.title}: " + " ".join(finding.message for finding in self.findings))


def refuse(page, findings: Iterable[Finding]):
    """Raise Refused where there are findings."""
    findings = list(findings)
    if findings and settings.REFUSE_UNSOUND_PAGES:
        raise Refused(page, findings)


def judge_module(module, lessons, *, on) -> list[Finding]:
    """A module page as it is in hand, with these lessons."""
    writer = Numbered()
    text = writer.module(module, lessons)
    return [*judge_text(text, surroundings(), on=on), *_unwritable(text, writer.troubles)]


def judge_pathway(course, *, on) -> list[Finding]:
    return judge_course(Numbered().course(course), surroundings(), on=on)


def invalid(problem: ValidationError) -> list[Finding]:
    """What a field of a page cannot hold, which a form says on the spot, and other routes must say too."""
    fields = problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}
    return [error("invalid-field", f"{name}: {words}") for name, said in fields.items() for words in said]


def errors(findings) -> list[Finding]:
    return [finding for finding in findings if finding.severity == ERROR]


def refusals(page, *, on) -> list[Finding]:
    """What stops a page, as it is in hand, from being live: its own errors, and those that it would bring to its module."""
    return [*unexplained(page), *_refusals_of_content(_as_live(page), on)]


def _refusals_of_content(page, on):
    if isinstance(page, CoursePage):
        return errors(judge_pathway(page, on=on))
    if isinstance(page, ModulePage):
        return errors(judge_module(page, _taught(page), on=on))
    module = page.get_parent().specific
    return _brought(module, _with(_taught(module), page), page.code, on) if module.live else []


def refusals_of_fields(page) -> list[Finding]:
    try:
        page.full_clean()
    except ValidationError as problem:
        return invalid(problem)
    return []


def unexplained(page) -> list[Finding]:
    """A material change says what changed: people in progress read it."""
    if page.change != Change.MATERIAL or page.change_note.strip():
        return []
    lesson = page.code if isinstance(page, LessonPage) else ""
    message = "The change is called material; say in one sentence what changed, under This change."
    return [error("change-without-note", message, lesson=lesson)]


def refusals_of_leaving(lesson, *, on) -> list[Finding]:
    """What stops a lesson from being taken out of its module: the errors that would be left behind."""
    module = lesson.get_parent().specific
    if not (module.live and LessonPage.objects.live().filter(pk=lesson.pk).exists()):
        return []
    return _brought(module, _taught(module).exclude(pk=lesson.pk), "", on)


def refusals_of_arriving(lesson, module, *, on) -> list[Finding]:
    """What stops a live lesson from being moved into another module."""
    if not (module.live and lesson.live):
        return []
    return _brought(module, [*_taught(module), lesson], lesson.code, on)


def findings_in_hand(page, *, on) -> list[Finding]:
    """What an editor should know of a page while writing it, as if it were published as it is in hand."""
    return [*unexplained(page), *_content_in_hand(page, on)]


def _content_in_hand(page, on):
    if isinstance(page, CoursePage):
        return judge_pathway(_as_live(page), on=on)
    if isinstance(page, ModulePage):
        lessons = _taught(page) if page.live else map(in_hand, page.lessons())
        return judge_module(_as_live(page), map(_as_live, lessons), on=on)
    module = page.get_parent().specific
    found = judge_module(_as_live(module), _with(_taught(module), _as_live(page)), on=on)
    brought = set(_brought(module, _with(_taught(module), _as_live(page)), page.code, on)) if module.live else set()
    return [finding for finding in found if finding.lesson == page.code or finding in brought]


def in_hand(page):
    """A page as its latest draft says."""
    return page.get_latest_revision_as_object() if page.has_unpublished_changes else page


def refuse_unsound_modules(pks, *, on):
    """Each of these modules that is live has no error."""
    for module in ModulePage.objects.live().filter(pk__in=pks):
        refuse(module, errors(judge_module(module, _taught(module), on=on)))


def surroundings() -> Curriculum:
    """Everything that a page may name, without what is in it: sources, modules with their lessons, pages."""
    keys = Source.objects.values_list("key", flat=True)
    return Curriculum(
        sources=tuple(SourceText(key, "", "", "", "") for key in keys), modules=tuple(_modules()), pages=tuple(_pages())
    )


def _modules():
    lessons = {}
    for lesson in LessonPage.objects.only("path", "code", "slug", "title", "live"):
        lessons.setdefault(lesson.path[: -LessonPage.steplen], []).append(
            LessonText(lesson.code, lesson.slug, lesson.title, status=status(lesson))
        )
    for module in ModulePage.objects.defer("assessment").order_by("path"):
        yield ModuleText(
            module.code,
            module.slug,
            module.title,
            principle=module.principle,
            audiences=tuple(module.audiences),
            status=status(module),
            lessons=tuple(lessons.get(module.path, ())),
        )


def _pages():
    names = dict(LoadedPage.objects.filter(path__startswith="page/").values_list("page_id", "path"))
    for pk, slug in Page.objects.live().not_type(JUDGED).values_list("pk", "slug"):
        yield PageText(names.get(pk, slug).removeprefix("page/"), slug, "")


def _brought(module, lessons, code, on):
    """The errors of the lesson with this code, and those that the module would have with these lessons and has not now."""
    after = errors(judge_module(module, lessons, on=on))
    if not after:
        return []
    before = set(errors(judge_module(module, _taught(module), on=on)))
    return [finding for finding in after if (code and finding.lesson == code) or finding not in before]


def _taught(module):
    """The live lessons with what they cite, however many, in two queries."""
    return module.live_lessons().prefetch_related("citations")


def _with(lessons, page):
    """The lessons with this one in its place."""
    others = [lesson for lesson in lessons if lesson.pk != page.pk]
    return sorted([*others, page], key=lambda lesson: lesson.path)


def _as_live(page):
    if page.live:
        return page
    copy = type(page).__new__(type(page))
    copy.__dict__.update(page.__dict__, live=True)
    return copy


def _unwritable(text, troubles):
    """Rich text that the design cannot show."""
    lessons = {block.id: lesson.id for lesson in text.lessons for block in lesson.blocks}
    for block, message in troubles:
        yield replace(error("markdown", message, block=block), module=text.id, lesson=lessons.get(block, ""))
