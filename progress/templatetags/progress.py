"""The one way in which a course page learns of its reader: read at the top of the template, empty when signed out or in preview."""

from urllib.parse import urlencode

from django import template
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from courses.catalogue import catalogue
from courses.models import CoursePage
from courses.rendering import render_lesson, rendered_lesson
from progress import changes, overview, state
from progress.activities import PRIVATE, activity, private

register = template.Library()


@register.simple_tag(takes_context=True)
def lesson_frame(context, page):
    """The lesson as published (from the cache), or in preview as it stands in the editor."""
    return render_lesson(page) if _is_preview(context) else rendered_lesson(page)


@register.simple_tag(takes_context=True)
def learner_state(context, page, frame):
    """Everything the lesson page needs to know of its reader, in a bounded number of queries."""
    return state.lesson_state(_reader(context), page.pk, frame)


@register.simple_tag(takes_context=True)
def lesson_parts(context, page, frame, learner):
    """(part, activity) along the page; the activity is None for a stretch of HTML."""
    here = getattr(context.get("request"), "path", "/")
    door = f"{reverse('people:sign-in')}?{urlencode({'next': here})}"
    shown = [
        activity(part, page, frame.module.id, learner, sign_in_url=door) if part.type else None for part in frame.parts
    ]
    for part, own in zip(frame.parts, shown, strict=True):
        if part.type in PRIVATE and own.url:
            private(own, context["request"])
    return list(zip(frame.parts, shown, strict=True))


@register.simple_tag(takes_context=True)
def module_standing(context, module):
    """ModuleStanding, or None where the reader takes no course that holds the module."""
    reader = _reader(context)
    return state.module_standing(reader, module.pk) if reader.is_authenticated else None


@register.simple_tag(takes_context=True)
def module_contents(context, module, standing):
    """The lessons of a module as its reader sees them: state of each, and where to go on."""
    return overview.module_contents(_reader(context), module, standing)


@register.simple_tag(takes_context=True)
def course_progress(context, course):
    """The modules of a course as its reader sees them."""
    return overview.course_progress(_reader(context), course)


@register.filter
def minutes_left(module, learner):
    """Of the lessons that are not done, and of the assessment until it is passed."""
    done = sum(entry.minutes for entry in module.contents if entry.id in learner.done)
    assessment = module.minutes - sum(entry.minutes for entry in module.contents)
    return module.minutes - done - (assessment if learner.module.passed else 0)


@register.simple_tag
def pathways():
    """What there is to take, with its modules and its time, whoever reads."""
    return overview.courses_progress(AnonymousUser(), catalogue().courses)


@register.inclusion_tag("progress/what_changed.html", takes_context=True)
def what_changed(context, page):
    """What an editor changed in a module or a course since its reader began."""
    of = changes.of_course if isinstance(page, CoursePage) else changes.of_module
    return {"changes": of(_reader(context), page)}


def _reader(context):
    request = context.get("request")
    return AnonymousUser() if _is_preview(context) or not hasattr(request, "user") else request.user


def _is_preview(context):
    return getattr(context.get("request"), "is_preview", False)
