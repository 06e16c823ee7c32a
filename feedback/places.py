"""What a report is about: a page as it is published, one part of it, or a screen of ours that is no page."""

import re
from dataclasses import dataclass

from django.http import Http404
from django.urls import resolve, reverse
from django.urls.exceptions import Resolver404
from django.utils.html import strip_tags
from wagtail.models import Page, Site

from courses.models import LessonPage, ModuleEdition, ModulePage
from courses.rendering import plain

from .rules import beginning

SCREEN = re.compile(r"[a-z]+:[a-z-]{1,60}")
# What names a block, the most telling field first.
NAMING = ("title", "prompt", "summary", "caption", "fact", "quote", "officer", "text")


@dataclass(frozen=True)
class Part:
    """A block of a page: what kind it is, and how it begins."""

    id: str
    kind: str
    words: str

    def __str__(self):
        return f"{self.kind}: {self.words}" if self.words else self.kind


@dataclass(frozen=True)
class Place:
    """`url` leads back to it. `hidden` are parts that may be meant but are not listed: the bank stays closed."""

    title: str = ""
    url: str = ""
    page: Page | None = None
    edition: ModuleEdition | None = None
    parts: tuple[Part, ...] = ()
    hidden: tuple[Part, ...] = ()

    def part(self, block_id) -> Part | None:
        return next((part for part in self.parts + self.hidden if part.id == str(block_id)), None)


def place_of(request, *, path="", screen="") -> Place:
    """The published page at a path, else the screen with a view's name, else nowhere in particular."""
    page = _page_at(request, path)
    if page:
        return on_page(page)
    if SCREEN.fullmatch(screen):
        return Place(title=f"Screen: {screen.split(':')[1].replace('-', ' ')}")
    return Place(title="The service as a whole")


def about(request) -> dict:
    """What a link says of the page that it stands on. Asks the database nothing; an address of a screen may hold ids, and stays out."""
    match = request.resolver_match
    if match is None:
        return {}
    return {"page": request.path} if match.url_name == "wagtail_serve" else {"screen": match.view_name}


def _page_at(request, path):
    """Only what everybody may read: a page's title is nobody's to guess at."""
    site = Site.find_for_request(request)
    if not (site and path.startswith("/") and _is_of_wagtail(path)):
        return None
    try:
        found = site.root_page.specific.route(request, [part for part in path.split("/") if part])
    except Http404:
        return None
    return found.page.specific if Page.objects.live().public().filter(pk=found.page.pk).exists() else None


def _is_of_wagtail(path):
    try:
        return resolve(path).url_name == "wagtail_serve"
    except Resolver404:
        return False


def on_page(page):
    module = page.get_parent().specific if isinstance(page, LessonPage) else page
    is_module = isinstance(module, ModulePage)
    return Place(
        title=page.title,
        url=page.url,
        page=page,
        edition=module.editions.first() if is_module else None,
        parts=tuple(map(_part, page.body)) if isinstance(page, LessonPage) else (),
        hidden=tuple(map(_part, page.assessment)) if isinstance(page, ModulePage) else (),
    )


def _part(child):
    value = plain(child.value)
    words = next((value[name] for name in NAMING if value.get(name)), "") if isinstance(value, dict) else value
    return Part(str(child.id), str(child.block.label), beginning(strip_tags(str(words).replace("<", " <"))))


def editor_url(remark) -> str:
    """Where the block that is meant lives in the CMS; "" where the page is gone or was none."""
    if remark.page_id is None:
        return ""
    anchor = f"#block-{remark.block_id}-section" if remark.block_id else ""
    return reverse("wagtailadmin_pages:edit", args=[remark.page_id]) + anchor
