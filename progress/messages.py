"""The words about learning, as of the moment when they are sent. None where there is nothing left to say: done meanwhile, or come back.

What a learner wrote for themselves never travels by mail; a message says only where it is.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from assessment.models import Attempt
from courses.models import CoursePage, ModuleEdition, ModulePage
from mail.kinds import register
from people.models import User

from . import confidence
from .models import ModuleRecord, Moment, NextStep
from .occasions import is_near
from .reminders import is_away, left_of, only_the_assessment_left


def welcome(person):
    return _to(_reader(person))


def passed(attempt):
    found = Attempt.objects.filter(pk=attempt, passed=True).select_related("module", "learner").first()
    if found is None:
        return None
    record = ModuleRecord.objects.filter(learner=found.learner, module=found.module).first()
    left = record.lessons_due - record.lessons_done if record and not record.completed_at else 0
    result = _here("assessment:result", found.pk)
    return _to(
        found.learner, module=found.module.title, score=found.score, asked=len(found.paper), left=left, link=result
    )


def idle(person):
    reader = _away(person)
    return _to(reader, link=_here("home:my-learning")) if reader and left_of([reader.pk]) else None


def nearly_there(person, module):
    record = only_the_assessment_left().filter(learner=person, module=module).select_related("module").first()
    return _to(_away(person), module=record.module.title, link=_here("progress:assessment", module)) if record else None


def last_module(person, course):
    found = CoursePage.objects.live().filter(pk=course).first()
    reader = _away(person)
    if not (found and reader) or left_of([reader.pk]).get((reader.pk, course), (0, 0))[0] != 1:
        return None
    return _to(reader, course=found.title, link=_page(found))


def new_material(person, edition):
    found = ModuleEdition.objects.filter(pk=edition, module__live=True).select_related("module").first()
    if found is None or not ModuleRecord.objects.in_progress().filter(learner=person, module=found.module).exists():
        return None
    return _to(_away(person), module=found.module.title, note=found.change_note, link=_page(found.module))


def three_months(person):
    reader = _away(person)
    if reader is None or confidence.due_from(reader, timezone.now()) != Moment.LATER:
        return None
    return _to(reader, link=_here("progress:check-confidence", Moment.LATER.value))


def next_step(person, step):
    found = NextStep.objects.filter(pk=step, learner=person, done_at=None, by__isnull=False).first()
    if found is None or not is_near(found.by, timezone.now()):
        return None
    return _to(_away(person), by=found.by, link=_here("progress:log"))


def _reader(person):
    return User.objects.filter(pk=person, is_active=True).first()


def _away(person):
    """The reader of a reminder, unless they came back after it was asked for."""
    reader = _reader(person)
    return reader if reader and is_away(reader.pk, timezone.now()) else None


def _to(reader, **words):
    if reader is None:
        return None
    return {"name": reader.name, "learning": _here("home:my-learning"), "choices": _here("people:messages")} | words


def _here(name, *args):
    return settings.SITE_URL + reverse(name, args=args)


def _page(page: CoursePage | ModulePage):
    return settings.SITE_URL + page.url


SERVICE, NUDGE = {"purpose": "service"}, {"purpose": "nudge"}

register("welcome", **SERVICE, subject="Welcome to your learning", context=welcome)
register("passed", **SERVICE, subject="You passed: {module}", context=passed)
register("idle", **NUDGE, subject="Ten minutes of learning, when you have them", context=idle)
register("nearly_there", **NUDGE, subject="One thing left: {module}", context=nearly_there)
register("last_module", **NUDGE, subject="One module left: {course}", context=last_module)
register("new_material", **NUDGE, subject="What has changed in “{module}”", context=new_material)
register("three_months", **NUDGE, subject="Three months on: how sure are you now?", context=three_months)
register("next_step", **NUDGE, subject="The next step that you chose", context=next_step)
