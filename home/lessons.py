"""A lesson page for its reader. It is rendered once for each state that readers can be in, and kept while the content stays.

The template is given no request, and what it is given is the key: so what one reader sees cannot come to another. What is
one reader's alone (the marks of their forms, their private writing) goes into holes of the page, for every request anew.
"""

from dataclasses import replace
from secrets import token_hex

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from courses.rendering import Part, rendered_lesson
from people import kept
from progress.activities import PRIVATE, activity, private
from progress.state import lesson_state

from .context import site

KEPT = 256  # pages
HOLE = token_hex(16)  # a word that nobody can write into a page
TOKEN, WRITER = f"{HOLE}-token", f"{HOLE}-writer"
_kept: dict[tuple, str] = {}


def lesson_page(request, page, mark) -> HttpResponse:
    """`mark` is the content's (courses/imprint.py), as it has just been read."""
    frame = rendered_lesson(page, mark)
    learner = lesson_state(request.user, page.pk, frame)
    context = {**site(request), "page": page, "frame": frame, "csrf_token": TOKEN}
    own = [part for part in frame.parts if _is_own(part, learner, request)]
    html = _shared(context, learner, frozenset(part.block_id for part in own), mark)
    for part in own:
        html = html.replace(_hole(part), _own(context, part, learner, request))
    return HttpResponse(_marked(html, request))


def _is_own(part, learner, request):
    """Whether words of this reader alone stand in the part."""
    if part.type not in PRIVATE or not learner.enrolled:
        return False
    return part.block_id in learner.entries or kept.PLACE in request.session


def _shared(context, learner, own, mark) -> str:
    """The page with its holes, the same for everybody of whom the same is known."""
    public = replace(learner, entries={})
    frame = {name: value for name, value in context.items() if name not in ("page", "frame")}
    key = (context["page"].pk, mark, own, repr(public), repr(frame))
    html = _kept.get(key)
    if html is None:
        parts = [_shown(context, part, public, own) for part in context["frame"].parts]
        html = render_to_string("courses/lesson.html", {**context, "learner": public, "parts": parts})
        if len(_kept) >= KEPT:
            _kept.clear()
        _kept[key] = html
    return html


def _shown(context, part, learner, own):
    """(part, activity) as the template expects them."""
    if part.block_id in own:
        return Part(html=SafeString(_hole(part))), None  # nosec B703
    shown = _activity(context, part, learner) if part.type else None
    if part.type in PRIVATE and shown.url:
        shown.writer = WRITER
    return part, shown


def _own(context, part, learner, request) -> str:
    shown = private(_activity(context, part, learner), request)
    return render_to_string(
        part.template, {**context, "value": part.value, "block_id": part.block_id, "activity": shown}
    )


def _activity(context, part, learner):
    return activity(part, context["page"], context["frame"].module.id, learner, sign_in_url=context["sign_in_url"])


def _marked(html, request):
    """With the marks of this reader's forms, where there are forms."""
    if WRITER in html:
        html = html.replace(WRITER, kept.token(request.user))
    return html.replace(TOKEN, get_token(request)) if TOKEN in html else html


def _hole(part):
    return f"{HOLE}-{part.block_id}"
