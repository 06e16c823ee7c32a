"""A whole module on paper: every lesson with its blocks as they are read, in one tagged PDF. Answers stay where they are given."""

import base64
import hashlib
import mimetypes
import re
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.template.loader import render_to_string

from paper.press import print_pdf

from .models import LessonPage, ModulePage
from .rendering import ONE_DAY, rendered_lesson

STYLE = (Path(__file__).parent / "design" / "booklet.css").read_text()
PICTURE = re.compile(r'(?<=<img )([^>]*?)src="([^"]+)"')
PICTURES = 2_500_000  # bytes of pictures in one booklet, of what the press takes; beyond it a picture's own words do


def booklet(module: ModulePage, *, wait: float) -> bytes:
    """The PDF of a live module and its live lessons, printed once for each publish. Raises paper.press.NotPrinted and Busy."""
    lessons = list(module.live_lessons())
    key = _key(module, lessons)
    pdf = cache.get(key)
    if pdf is None:
        pdf = print_pdf(markup(module, lessons), css=STYLE, wait=wait)
        cache.set(key, pdf, timeout=ONE_DAY)
    return pdf


def markup(module: ModulePage, lessons: list[LessonPage]) -> str:
    """The activities are asked as a reader without an account sees them: no key is in it."""
    chapters = [(lesson, rendered_lesson(lesson)) for lesson in lessons]
    minutes = sum(lesson.minutes for lesson in lessons) + module.assessment_minutes
    context = {"module": module, "chapters": chapters, "minutes": minutes, "address": settings.SITE_URL + module.url}
    html = render_to_string("courses/booklet.html", context | {"demonstration": settings.DEMONSTRATION})
    return _with_pictures(html)


def _with_pictures(html):
    """Pictures of our own storage as data URIs, since the press fetches nothing; any other is left out."""
    room = PICTURES

    def embedded(match):
        nonlocal room
        content = _stored(match[2])
        if not content or len(content) > room:
            return match[1]
        room -= len(content)
        kind = mimetypes.guess_type(match[2])[0]
        return f'{match[1]}src="data:{kind};base64,{base64.b64encode(content).decode()}"'

    return PICTURE.sub(embedded, html)


def _stored(address):
    name = address.removeprefix(settings.MEDIA_URL)
    if name == address or ".." in name or not default_storage.exists(name):
        return b""
    with default_storage.open(name) as file:
        return file.read(PICTURES + 1)


def _key(module, lessons):
    """Changes with every publish of the module or one of its lessons, with their order, and with the design."""
    design = hashlib.sha256(STYLE.encode()).hexdigest()[:8]
    made_of = [module.live_revision_id, *((lesson.pk, lesson.live_revision_id) for lesson in lessons)]
    return f"booklet:{module.pk}:{design}:" + hashlib.sha256(repr(made_of).encode()).hexdigest()
