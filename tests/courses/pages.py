"""A module in the CMS that breaks no rule, made from the same text that the rules are tested with."""

from dataclasses import replace

from django.utils import timezone

from courses import loading
from courses.models import CoursePage, LessonPage, ModulePage
from courses.publishing import together
from courses.textformat import Curriculum
from home.loading import tree
from tests.courses.sound import curriculum
from tests.curriculum import AT


def load(texts: Curriculum, at=AT):
    """As load_content does. Returns the report."""
    _, modules, courses = tree()
    shelf = loading.Shelf(at=at)
    with together(at=at):
        loader = loading.Loader(shelf, loading.links)
        loader.sources(texts.sources)
        loader.make(texts, modules, courses)
        loader.fill(texts)
    return shelf.report


def load_sound(modules=2):
    """Modules of two lessons each."""
    texts = curriculum(pages=(), courses=())
    return load(replace(texts, modules=texts.modules[:modules]))


def move(lesson, module):
    """To the end of another module, where no lesson has its address."""
    lesson.slug = "moved"
    lesson.save()
    lesson.move(module, pos="last-child")


def the_module(code="m01"):
    return ModulePage.objects.get(code=code)


def the_lesson(path="m01/l01"):
    module, code = path.split("/")
    return LessonPage.objects.child_of(the_module(module)).get(code=code)


def the_course(code="everyone"):
    return CoursePage.objects.get(code=code)


def today():
    return timezone.localdate(AT)
