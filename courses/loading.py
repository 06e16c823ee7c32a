"""Puts the curriculum's text into Wagtail: sources, modules, lessons and courses. A page edited in the CMS is left as it is."""

from dataclasses import asdict, dataclass, field
from itertools import pairwise

from wagtail.models import Page

from courses.textformat import uuid_for

from .editions import digest
from .media import Taken
from .models import (
    CourseModule,
    CoursePage,
    LessonPage,
    LessonSource,
    LoadedPage,
    ModulePage,
    ModuleSource,
    Outcome,
    Source,
)
from .streams import Streams
from .writing import targets


@dataclass
class Report:
    """Paths of what was created, changed, left because it was edited in the CMS, and already as it should be."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)


class Shelf:
    """Finds or makes pages by the UUID of their ids, and fills them where the text has changed and nobody edited them since."""

    def __init__(self, at):
        self.at = at
        self.report = Report()
        self.loaded = {row.path: row for row in LoadedPage.objects.select_related("page")}
        self.made = set()
        self.found = {}

    def page(self, model, parent, path, **fields):
        """The page of `path` (its ids joined), made as a draft below `parent` where it is missing."""
        key = uuid_for(*path.split("/"))
        found = model.objects.filter(translation_key=key).first() or self.called(model, parent, fields["code"])
        if found is None:
            found = parent.add_child(instance=model(translation_key=key, live=False, **fields))
            self.made.add(path)
        self.found[path] = found.pk
        return found

    def again(self, model, path):
        """A page that was found or made, as it is now."""
        return model.objects.get(pk=self.found[path])

    def orders(self, path):
        """Whether the order of lessons in the text is the order in the module."""
        return True

    def called(self, model, parent, code):
        """A page that was made in the CMS, by its code."""
        return model.objects.child_of(parent).filter(code=code).first()

    def wants(self, path, page, content):
        """Whether the page is to be filled; reports why not."""
        row = self.loaded.get(path)
        if path in self.made or row is None:
            (self.report.created if path in self.made else self.report.changed).append(path)
            return True
        if row.revision != page.latest_revision_id:
            self.report.left.append(path)
        elif row.content_hash == _hash(content):
            self.report.same.append(path)
        else:
            self.report.changed.append(path)
            return True
        return False

    def keep(self, path, page, content, *, live, ids=None):
        """Store the page as a revision, publish it or take it down, and remember it as loaded."""
        if not live and page.live:
            page.unpublish()
        if not live:
            page.save()  # so that lists of what is coming soon show it as it stands
        revision = page.save_revision(changed=True)
        if live:
            revision.publish(skip_permission_checks=True)
        LoadedPage.objects.update_or_create(
            path=path,
            defaults={
                "page_id": page.pk,
                "content_hash": _hash(content),
                "revision": revision.pk,
                "ids": ids or {},
                "loaded_at": self.at,
            },
        )


class Loader:
    """Loads a whole curriculum; call it inside one transaction, so that nothing is half-loaded. `files` came with the texts."""

    def __init__(self, shelf, link, files=None):
        self.shelf = shelf
        self.link = link
        self.files = files or Taken({})
        self.source_pks = {}

    def sources(self, sources):
        """Before anything that cites them."""
        for source in sources:
            fields = {
                name: getattr(source, name) for name in ("title", "publisher", "date", "url", "confidence", "note")
            }
            Source.objects.update_or_create(key=source.key, defaults=fields)
        self.source_pks = dict(Source.objects.values_list("key", "pk"))

    def make(self, curriculum, module_index, course_index):
        """All pages as drafts first, so that links between them can be resolved."""
        for module in curriculum.modules:
            page = self.shelf.page(
                ModulePage,
                module_index,
                module.id,
                title=module.title,
                slug=module.slug,
                code=module.id,
                principle=module.principle,
            )
            for lesson in module.lessons:
                names = {"title": lesson.title, "slug": lesson.slug, "code": lesson.id, "minutes": lesson.minutes}
                self.shelf.page(LessonPage, page, f"{module.id}/{lesson.id}", **names)
            if self.shelf.orders(module.id):
                put_in_order(page, [lesson.id for lesson in module.lessons])
        for course in sorted(curriculum.courses, key=lambda course: course.order):
            path = f"course/{course.id}"
            self.shelf.page(CoursePage, course_index, path, title=course.title, slug=course.slug, code=course.id)

    def fill(self, curriculum):
        for module in curriculum.modules:
            for lesson in module.lessons:
                self._lesson(module, lesson)
            self._module(module)
        for course in curriculum.courses:
            self._course(course)

    def _lesson(self, module, text):
        path = f"{module.id}/{text.id}"
        page = self.shelf.again(LessonPage, path)
        if not self.shelf.wants(path, page, text):
            return
        folder = f"modules/{module.id}-{module.slug}/files"
        streams = Streams(self.link, self.source_pks, lambda kind, name: self.files.number(kind, f"{folder}/{name}"))
        _set(page, text, ("title", "slug", "summary", "minutes"))
        page.outcomes = list(text.outcomes)
        page.citations = self._citations(LessonSource, text)
        page.body = _stream(page, "body", streams.lesson_body(module.id, text))
        self.shelf.keep(path, page, text, live=text.status == "live", ids=streams.ids)

    def _module(self, text):
        page = self.shelf.again(ModulePage, text.id)
        content = {name: value for name, value in asdict(text).items() if name != "lessons"}
        if not self.shelf.wants(text.id, page, content):
            return
        streams = Streams(self.link, self.source_pks)
        _set(page, text, MODULE_FIELDS)
        page.related_principles, page.audiences = list(text.related), list(text.audiences)
        page.citations = self._citations(ModuleSource, text)
        page.assessment = _stream(page, "assessment", streams.assessment(text))
        page.outcomes = [Outcome(code=o.id, text=o.text, sort_order=n) for n, o in enumerate(text.outcomes)]
        self.shelf.keep(text.id, page, content, live=text.status == "live", ids=streams.ids)

    def _course(self, text):
        path = f"course/{text.id}"
        page = self.shelf.again(CoursePage, path)
        if not self.shelf.wants(path, page, text):
            return
        _set(page, text, ("title", "slug", "summary", "awards_certificate"))
        page.audiences = list(text.audiences)
        page.introduction = Streams(self.link).html(text.introduction)
        page.places = [
            CourseModule(module=self.shelf.again(ModulePage, place.module), required=place.required, sort_order=n)
            for n, place in enumerate(text.modules)
        ]
        self.shelf.keep(path, page, text, live=text.status == "live")

    def _citations(self, model, text):
        return [model(source_id=self.source_pks[key], sort_order=n) for n, key in enumerate(text.sources)]


MODULE_FIELDS = (
    "title", "slug", "summary", "principle", "assessment_minutes", "pass_mark", "paper_size", "by_assessment", "review_on", "legal_review",
)  # fmt: skip


def put_in_order(module, codes):
    """The lessons with these codes stand in this order; any other stays behind the one that it followed."""
    standing = [code for code in module.lessons().values_list("code", flat=True) if code in codes]
    if standing == codes:
        return
    for before, code in pairwise(codes):
        lesson, target = (module.lessons().get(code=one) for one in (code, before))
        lesson.move(target, pos="right")


def page_of(model, path):
    """The page with this path of ids. Raises DoesNotExist."""
    return model.objects.get(translation_key=uuid_for(*path.split("/")))


def links(kind, ref):
    """What rich text stores for an internal link of the text format. Raises LookupError for one that leads nowhere."""
    path = f"page/{ref}" if kind == "page" else ref
    found = Page.objects.filter(translation_key=uuid_for(*path.split("/"))).values_list("pk", flat=True).first()
    found = found or next((pk for pk, target in targets().items() if target == f"{kind}:{ref}"), None)
    if found is None:
        raise LookupError(path)
    return {"linktype": "page", "id": found}


def _set(page, text, names):
    for name in names:
        setattr(page, name, getattr(text, name))


def _stream(page, name, raw):
    return page._meta.get_field(name).stream_block.to_python(raw)


def _hash(content):
    return digest(_plain(content if isinstance(content, dict) else asdict(content)))


def _plain(value):
    """Without files and lines, which move without a change of content; dates as text."""
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items() if k not in ("file", "line")}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value if isinstance(value, (str, int, bool, type(None))) else str(value)
