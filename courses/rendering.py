"""A lesson as it is shown: its body in parts and the way through its module, made once in each process while the content stays.

Nothing here knows who reads: what changes from reader to reader are the *activities*, which stay data until the page is made.
"""

from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.blocks import StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText, expand_db_html

from declaration.principles import Principle, principle

from . import imprint
from .models import LessonPage, ModulePage

ONE_DAY = 24 * 60 * 60
_kept: dict[int, tuple] = {}  # by lesson: (mark, RenderedLesson)
ACTIVITIES = ("knowledge_check", "reflection", "scenario", "sorting", "self_assessment", "next_step")


class Fields(dict):
    """A block's fields, read by name in templates and in code."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True)
class Part:
    """Either finished `html`, or an activity: its block `type`, `block_id` and plain `value`."""

    html: SafeString = SafeString("")
    type: str = ""
    block_id: str = ""
    value: Fields = field(default_factory=Fields)

    @property
    def template(self):
        return f"courses/blocks/{self.type}.html"


@dataclass(frozen=True)
class Entry:
    """A lesson in its module's contents."""

    id: int
    title: str
    url: str
    minutes: int


@dataclass(frozen=True)
class ModuleFrame:
    """The module around a lesson: what its contents and breadcrumbs show."""

    id: int
    title: str
    url: str
    principle: Principle
    minutes: int
    contents: tuple[Entry, ...]


@dataclass(frozen=True)
class RenderedLesson:
    parts: tuple[Part, ...]
    sources: tuple[dict, ...]
    module: ModuleFrame
    number: int
    previous: Entry | None
    next: Entry | None
    required_checks: frozenset[str]
    types: frozenset[str]  # of its activities


def rendered_lesson(lesson: LessonPage, mark=None) -> RenderedLesson:
    """As published; `mark` is the content's (imprint.py) where it has just been read. From memory while it stays the same."""
    mark = mark or imprint.mark()
    frame = remembered(lesson.pk, mark)
    if frame is None:
        # Read again: what the caller holds may be older than the mark.
        frame = render_lesson(LessonPage.objects.get(pk=lesson.pk))
        _kept[lesson.pk] = mark, frame
    return frame


def remembered(lesson_id, mark) -> RenderedLesson | None:
    """As it was rendered under this mark of the content, if it was."""
    kept = _kept.get(lesson_id)
    return kept[1] if kept and kept[0] == mark else None


def render_lesson(lesson: LessonPage) -> RenderedLesson:
    module = module_frame(lesson.get_parent().specific)
    position = next((n for n, entry in enumerate(module.contents) if entry.id == lesson.pk), None)
    before = module.contents[position - 1] if position else None
    after = module.contents[position + 1 :] if position is not None else ()
    parts = tuple(lesson_parts(lesson))
    return RenderedLesson(
        parts=parts,
        sources=tuple(cited(c.source for c in lesson.citations.select_related("source"))),
        module=module,
        number=(position or 0) + 1,
        previous=before,
        next=after[0] if after else None,
        required_checks=frozenset(
            child.id for child in lesson.body if child.block_type == "knowledge_check" and child.value["required"]
        ),
        types=frozenset(part.type for part in parts if part.type),
    )


def module_frame(module: ModulePage) -> ModuleFrame:
    contents = tuple(Entry(page.pk, page.title, page.url, page.minutes) for page in module.live_lessons())
    return ModuleFrame(
        id=module.pk,
        title=module.title,
        url=module.url,
        principle=module.principle_object,
        minutes=sum(entry.minutes for entry in contents) + module.assessment_minutes,
        contents=contents,
    )


def module_minutes(modules) -> dict[int, int]:
    """Minutes of each module over its live lessons, with its assessment. One query."""
    lessons = LessonPage.objects.live().public().values_list("path", "minutes")
    by_path = {module.path: module for module in modules}
    total = {module.pk: module.assessment_minutes for module in modules}
    for path, minutes in lessons:
        module = by_path.get(path[: -LessonPage.steplen])
        if module:
            total[module.pk] += minutes
    return total


def lesson_parts(lesson: LessonPage) -> list[Part]:
    """Neighbouring blocks without an activity become one stretch of HTML."""
    parts, html = [], []
    for child in lesson.body:
        part = Part(type=child.block_type, block_id=child.id, value=as_shown(plain(child.value)))
        if part.type not in ACTIVITIES:
            html.append(render_to_string(part.template, {"value": part.value, "block_id": part.block_id}))
            continue
        if html:
            parts.append(Part(html=_safe("".join(html))))
            html = []
        parts.append(part)
    if html:
        parts.append(Part(html=_safe("".join(html))))
    return parts


def plain(value):
    """A block's value as fields, lists and strings, as the block templates expect it; sources and principles are looked up."""
    if isinstance(value, StructValue):
        return Fields({name: _named(name, child) for name, child in value.items()})
    if isinstance(value, ListValue):
        return [_item(bound) for bound in value.bound_blocks]
    if isinstance(value, RichText):
        return _safe(expand_db_html(value.source))
    return value


def as_shown(value):
    """Editors point at a group or a step by its number, readers' answers by its id; a video is known by its addresses."""
    if not isinstance(value, Fields):
        return value
    for item in value["items"] if "groups" in value else ():
        item["group"] = _id_at(value["groups"], item["group"])
    for step in value.get("steps", ()):
        for choice in step["choices"]:
            choice["next"] = _id_at(value["steps"], choice["next"])
    if "video" in value:
        value["url"] = value.video.url if value.video else ""
        value["captions_url"] = value.captions.url if value.captions else ""
    return value


def _id_at(entries, number):
    place = int(number or 0) - 1
    return entries[place]["id"] if 0 <= place < len(entries) else ""


def cited(sources) -> list[Fields]:
    """What a page shows of its sources; one that was deleted is left out (integrity reports it)."""
    names = ("key", "title", "publisher", "date", "url", "confidence")
    return [Fields({name: getattr(source, name) for name in names}) for source in sources if source]


def _named(name, value):
    if name == "sources":
        return cited(value)
    if name == "source":
        return next(iter(cited([value])), None)
    if name == "principle":
        return principle(value) if value else None
    return plain(value)


def _item(bound):
    value = plain(bound.value)
    return Fields({"id": bound.id, **value}) if isinstance(value, dict) else value


def _safe(html):
    """What templates have escaped, and what Wagtail's rich text has cleaned, is shown as it is."""
    return SafeString(html)  # nosec B703
