"""Pages as readers ask for them: Wagtail routes and judges an address once, and it is found again while the content stays.

One query (courses/imprint.py) tells whether anything that readers may see has changed, and whether the page may be read now;
for a lesson it is the query that reads how far its reader is. Private pages, other methods than reading, and whatever is new
are left to Wagtail.
"""

from dataclasses import dataclass

from django.contrib.messages import get_messages
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from courses import imprint
from courses.models import LessonPage

from .lessons import lesson_page

KEPT = 2000  # addresses; one may be written in several ways
_found: dict[tuple[str, str], "Found"] = {}


@dataclass(frozen=True)
class Found:
    """A page for everybody, as Wagtail found it, and the facts by which it was."""

    page: Page
    facts: tuple


def serve(request, path):
    """In place of Wagtail's view, for every address of the tree."""
    if request.method not in ("GET", "HEAD"):
        return wagtail_serve(request, path)
    address = request.get_host(), path
    shown = _show(request, _found.get(address))
    return shown or _show(request, _find(request, address)) or wagtail_serve(request, path)


def _show(request, found):
    """None where nothing was found, or where it is no longer as it was found."""
    if found is None:
        return None
    if isinstance(found.page, LessonPage) and not len(get_messages(request)):
        return lesson_page(request, found.page, found.facts)
    return found.page.serve(request) if imprint.facts(found.page.pk) == found.facts else None


def _find(request, address) -> Found | None:
    """Anew, and kept."""
    _found.pop(address, None)
    found = _ask_wagtail(request, address[1])
    if found:
        if len(_found) >= KEPT:
            _found.clear()
        _found[address] = found
    return found


def _ask_wagtail(request, path) -> Found | None:
    """Where it leads, if that is a page that everybody may read. The mark is read first: what is found is never older."""
    mark = imprint.mark()
    route = Page.route_for_request(request, path)
    if route is None or route.args or route.kwargs:
        return None
    facts = imprint.facts(route.page.pk)
    if not imprint.allow_reading(facts) or facts[0] != mark:
        return None
    return Found(route.page, facts)
