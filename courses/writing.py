"""From pages to the shapes of the text format: what integrity judges and what an export writes. The mirror of streams.py."""

from dataclasses import replace
from html import unescape

from wagtail.models import Page

from courses.markdown import MarkdownError, markdown_of
from courses.textformat import (
    BlockText,
    CourseText,
    LessonText,
    ModuleText,
    OutcomeText,
    QuestionText,
    StepText,
    schema,
)

from .media import Given, flat
from .models import LessonPage, LoadedPage, ModulePage, Source

TRUE_FALSE = ("true", "false")


class Writer:
    """Writes pages as texts. `troubles` gathers (block id, sentence) for rich text that the format cannot say."""

    def __init__(self):
        self.sources = dict(Source.objects.values_list("pk", "key"))
        self.targets = targets()
        self.troubles = []

    def name(self, uuid, place):
        """The id of an entry in a block: the one of the text file that it came from, else its UUID."""
        raise NotImplementedError

    def top(self, uuid):
        """The id of a block or question."""
        return self.name(uuid, 0)

    def file(self, kind, pk):
        """The name of a picture or document: for judging, whether there is one."""
        return str(pk or "")

    def module(self, page, lessons):
        """A ModulePage, as it is in hand, with these lessons."""
        return ModuleText(
            id=page.code,
            **_plain(page, ("slug", "title", "summary", "principle", "assessment_minutes", "pass_mark", "paper_size")),
            **_plain(page, ("by_assessment", "review_on", "legal_review")),
            related=tuple(page.related_principles),
            audiences=tuple(page.audiences),
            status=status(page),
            sources=self._cited(page),
            outcomes=tuple(OutcomeText(outcome.code, outcome.text) for outcome in page.outcomes.all()),
            lessons=tuple(self.lesson(lesson) for lesson in lessons),
            questions=tuple(self.question(raw) for raw in page.assessment.get_prep_value()),
        )

    def lesson(self, page):
        return LessonText(
            id=page.code,
            **_plain(page, ("slug", "title", "summary", "minutes")),
            outcomes=tuple(page.outcomes),
            sources=self._cited(page),
            status=status(page),
            blocks=tuple(self.block(raw) for raw in page.body.get_prep_value()),
        )

    def course(self, page, order=0):
        places = page.places.all()
        return CourseText(
            id=page.code,
            **_plain(page, ("slug", "title", "summary", "awards_certificate")),
            introduction=self.markdown(page.introduction, ""),
            audiences=tuple(page.audiences),
            status=status(page),
            order=order,
            modules=tuple(StepText(place.module.code, place.required) for place in places),
        )

    def block(self, raw):
        kind, value, ident = raw["type"], raw["value"], self.top(raw["id"])
        known = schema.BLOCKS.get(kind)
        if known is None:
            return BlockText(ident, kind, dict(value))
        value = {"body": value} if kind == "text" else flat(kind, value)
        return BlockText(ident, kind, self._fields(known, value, (ident, value.get("groups") or value.get("steps"))))

    def question(self, raw):
        ident = self.top(raw["id"])
        fields = self._fields(schema.QUESTION, raw["value"], (ident, None))
        return QuestionText(id=ident, **fields | {"kind": raw["type"]})

    def markdown(self, html, block):
        try:
            return markdown_of(html or "", self._target)
        except MarkdownError as error:
            self.troubles += [(block, trouble.message) for trouble in error.troubles]
            return ""

    def _fields(self, record, value, within):
        known = {name: kind for name, kind in record.fields.items() if name != "id" and name in value}
        return {name: self._value(kind, value[name], within) for name, kind in known.items()}

    def _value(self, kind, value, within):
        """`within` is the block: its id, and the entries that a number in it may point at."""
        if isinstance(kind, schema.Optional):
            return kind.default if value in (None, "", []) else self._value(kind.kind, value, within)
        if isinstance(kind, schema.Markdown):
            return self.markdown(value, within[0])
        if kind == schema.SOURCE:
            return self.sources.get(value, "")
        if isinstance(kind, schema.File):
            return self.file(kind, value)
        if isinstance(kind, schema.ListOf):
            return tuple(self._item(kind.of, entry, place, within) for place, entry in enumerate(value))
        if isinstance(kind, schema.Id):
            return self._pointed_at(value, within[1] or ())
        if isinstance(kind, schema.Text):
            return " ".join((value or "").split())
        return value

    def _item(self, kind, entry, place, within):
        if not isinstance(kind, schema.Record):
            return self._value(kind, entry["value"], within)
        made = {"id": self.name(entry["id"], place), **self._fields(kind, entry["value"], within)}
        return kind.shape(**made) if kind.shape else made

    def _pointed_at(self, number, entries):
        """Editors point at a step or group by its number, counted from 1."""
        place = int(number or 0) - 1
        return self.name(entries[place]["id"], place) if 0 <= place < len(entries) else str(number or "")

    def _cited(self, page):
        return tuple(self.sources.get(citation.source_id, "") for citation in page.citations.all())

    def _target(self, attributes):
        """What a link in rich text leads to, as the text format names it."""
        if attributes.get("linktype") != "page":
            return unescape(attributes.get("href", ""))
        pk = attributes.get("id", "")
        return self.targets.get(pk, f"page:missing-{pk}")


class Numbered(Writer):
    """For judging: an entry is called by its number, as an editor sees it, and a block by its UUID, to be found again."""

    def name(self, uuid, place):
        return str(place + 1)

    def top(self, uuid):
        return uuid

    def question(self, raw):
        """The two answers of a true or false question are told apart by their place."""
        if raw["type"] == "true_false":
            return _true_or_false(super().question(raw))
        return super().question(raw)

    def block(self, raw):
        made = super().block(raw)
        if made.type == "knowledge_check" and made.fields.get("kind") == "true_false":
            options = zip(TRUE_FALSE, made.fields["options"], strict=False)
            made.fields["options"] = tuple(option | {"id": ident} for ident, option in options)
        return made


class Named(Writer):
    """For export: everything is called as in the file that it came from; what was made in the CMS, by its UUID.

    `paths` maps the key of each page to its ids joined: a page that was moved or copied keeps no short ids.
    """

    def __init__(self, paths):
        super().__init__()
        rows = LoadedPage.objects.filter(page__in=paths)
        self.ids = {uuid: name for row in rows if row.path == paths[row.page_id] for uuid, name in row.ids.items()}
        self.given = Given()

    def name(self, uuid, place):
        return self.ids.get(uuid, uuid)

    def file(self, kind, pk):
        return self.given.name(kind, pk)


def _true_or_false(question):
    options = zip(TRUE_FALSE, question.options, strict=False)
    return replace(question, options=tuple(replace(option, id=ident) for ident, option in options))


def status(page):
    return "live" if page.live else "draft"


def targets():
    """{primary key: what links call the page}: module:m05, lesson:m05/l02 or page:help. Four queries."""
    modules = list(ModulePage.objects.values_list("pk", "path", "code"))
    codes = {path: code for _, path, code in modules}
    found = {pk: f"page:{slug}" for pk, slug in Page.objects.values_list("pk", "slug")}
    loaded = LoadedPage.objects.filter(path__startswith="page/").values_list("page_id", "path")
    found |= {pk: f"page:{path.removeprefix('page/')}" for pk, path in loaded}
    found |= {pk: f"module:{code}" for pk, _, code in modules}
    for pk, path, code in LessonPage.objects.values_list("pk", "path", "code"):
        found[pk] = f"lesson:{codes.get(path[: -LessonPage.steplen])}/{code}"
    return {str(pk): target for pk, target in found.items()}


def _plain(page, names):
    return {name: getattr(page, name) for name in names}
