"""A lesson page for its reader. It is rendered once for each state that readers can be in, and kept while the content stays.

The template is given no request, and what it is given is the key: so what one reader sees cannot come to another. What is
one reader's alone (the marks of their forms, their private writing) goes into holes of the page, for every request anew.
"""

import re
from dataclasses import replace
from secrets import token_hex

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from courses import imprint
from courses.rendering import Part, remembered, rendered_lesson
from people import kept
from progress import reading
from progress.activities import PRIVATE, activity, private
from progress.state import LessonState, as_read

from .context import site

KEPT = 256  # pages
HOLE = token_hex(16)  # a word that nobody can write into a page
HOLES = re.compile(f"({HOLE}-[0-9a-z-]+!)")  # with an end, for one hole may follow another at once
TOKEN, WRITER = f"{HOLE}-token!", f"{HOLE}-writer!"
_kept: dict[tuple, list[bytes]] = {}


def lesson_page(request, page, facts) -> HttpResponse | None:
    """None where `facts` (courses/imprint.py), by which the page was found, are no longer those of the database."""
    frame = remembered(page.pk, facts[0])
    if frame is None and imprint.facts(page.pk) == facts:
        frame = rendered_lesson(page, facts[0])
    learner = frame and _learner(request.user, page, frame, facts)
    if learner is None:
        return None
    context = {**site(request), "page": page, "frame": frame, "csrf_token": TOKEN}
    own = {_hole(part): part for part in frame.parts if _is_own(part, learner, request)}
    pieces = _shared(context, learner, frozenset(part.block_id for part in own.values()), facts[0])
    return HttpResponse(_filled(pieces, own, context, learner, request))


def _learner(user, page, frame, facts) -> LessonState | None:
    """One query: it reads the facts along."""
    if not user.is_authenticated:
        return LessonState() if imprint.facts(page.pk) == facts else None
    found = reading.of_lesson(user, page.pk, frame)
    return as_read(found, page.pk) if reading.facts(found) == facts else None


def _is_own(part, learner, request):
    """Whether words of this reader alone stand in the part."""
    if part.type not in PRIVATE or not learner.enrolled:
        return False
    return part.block_id in learner.entries or kept.PLACE in request.session


def _shared(context, learner, own, mark) -> list[bytes]:
    """The page cut at its holes (every other piece names one), the same for everybody of whom the same is known."""
    public = replace(learner, entries={})
    frame = {name: value for name, value in context.items() if name not in ("page", "frame")}
    key = (context["page"].pk, mark, own, repr(public), repr(frame))
    pieces = _kept.get(key)
    if pieces is None:
        parts = [_shown(context, part, public, own) for part in context["frame"].parts]
        html = render_to_string("courses/lesson.html", {**context, "learner": public, "parts": parts})
        pieces = [piece.encode() for piece in HOLES.split(html)]
        if len(_kept) >= KEPT:
            _kept.clear()
        _kept[key] = pieces
    return pieces


def _shown(context, part, learner, own):
    """(part, activity) as the template expects them."""
    if part.block_id in own:
        return Part(html=SafeString(_hole(part))), None  # nosec B703
    shown = _activity(context, part, learner) if part.type else None
    if part.type in PRIVATE and shown.url:
        shown.writer = WRITER
    return part, shown


def _filled(pieces, own, context, learner, request) -> bytes:
    """With what is this reader's alone in the holes."""
    if len(pieces) == 1:
        return pieces[0]
    values = {TOKEN: get_token(request), WRITER: kept.token(request.user)}
    mine = {**context, "csrf_token": values[TOKEN]}
    values |= {hole: _own(mine, part, learner, request) for hole, part in own.items()}
    fill = {hole.encode(): value.encode() for hole, value in values.items()}
    return b"".join(fill[piece] if n % 2 else piece for n, piece in enumerate(pieces))


def _own(context, part, learner, request) -> str:
    shown = private(_activity(context, part, learner), request)
    return render_to_string(
        part.template, {**context, "value": part.value, "block_id": part.block_id, "activity": shown}
    )


def _activity(context, part, learner):
    return activity(part, context["page"], context["frame"].module.id, learner, sign_in_url=context["sign_in_url"])


def _hole(part):
    return f"{HOLE}-{part.block_id}!"
