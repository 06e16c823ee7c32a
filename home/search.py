"""Finding what is published: courses, modules, lessons and pages of text, by words, principle, audience and time.

Only what anybody may read is ever a result: live, not private, and a lesson only while its module is live. Questions, answers
and what people wrote are in no index.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from wagtail.models import Page

from courses.models import CourseModule, CoursePage, LessonPage, ModulePage
from declaration.principles import principle
from progress.rules import time_in_words

from .models import StandardPage

MOST = 200  # matches that are looked at, the best first
MOST_WORDS = 8
WORD = re.compile(r"\w+")
ALIKE = 0.75
SHORTEST = 4  # letters of a word that may be meant otherwise


@dataclass(frozen=True)
class Place:
    """A page that can be found. `minutes` None: a page of text."""

    id: int
    kind: str
    title: str
    summary: str
    url: str
    principles: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset()
    minutes: int | None = None
    module: str = ""

    @property
    def length(self):
        return "" if self.minutes is None else time_in_words(self.minutes)

    @property
    def principle(self):
        return principle(next(iter(self.principles))) if len(self.principles) == 1 else None


@dataclass(frozen=True)
class Asked:
    """What somebody looks for. Empty fields ask for nothing."""

    words: str = ""
    principle: str = ""
    audience: str = ""
    minutes: int | None = None


def find(asked, places) -> list[Place]:
    """The places that match, the best first; all that the filters leave where no words are given."""
    kept = {place.id: place for place in places if _passes(place, asked)}
    if not asked.words:
        return list(kept.values())
    wanted = WORD.findall(asked.words.casefold())[:MOST_WORDS]  # what is no word means something to a database
    if not wanted:
        return []
    titled = [pk for pk, place in kept.items() if all(word in place.title.casefold() for word in wanted)]
    ranked = dict.fromkeys([*titled, *_matching(" ".join(wanted))])
    return [kept[pk] for pk in ranked if pk in kept]


def meant(words, places) -> str:
    """What was probably meant, from the words of titles and summaries; nothing where every word is known or none is like it."""
    known = {word for place in places for word in WORD.findall(f"{place.title} {place.summary}".casefold())}
    given = WORD.findall(words.casefold())[:MOST_WORDS]
    better = [_likest(word, known) for word in given]
    return " ".join(better) if better != given else ""


def places(request) -> list[Place]:
    """Everything that can be found, courses and modules first. A number of queries that does not grow with it."""
    modules = list(_open(ModulePage))
    lessons = list(_open(LessonPage).defer_streamfields())
    by_path = {module.path: module for module in modules}
    taught = [
        (lesson, by_path[lesson.path[: -Page.steplen]]) for lesson in lessons if lesson.path[: -Page.steplen] in by_path
    ]
    minutes = {module.pk: module.assessment_minutes for module in modules}
    for lesson, module in taught:
        minutes[module.pk] += lesson.minutes
    return [
        *_courses(request, minutes),
        *(_module(request, module, minutes[module.pk]) for module in modules),
        *(_lesson(request, lesson, module) for lesson, module in taught),
        *(_text(request, page) for page in _open(StandardPage)),
    ]


def _matching(words):
    """Ids of pages that match all of the words, as the database's own search ranks them; else of those that match one."""
    pages = Page.objects.live().public().type(CoursePage, ModulePage, LessonPage, StandardPage)
    every = [page.pk for page in pages.search(words, operator="and")[:MOST]]
    return every or [page.pk for page in pages.search(words, operator="or")[:MOST]]


def _passes(place, asked):
    return (
        (not asked.principle or asked.principle in place.principles)
        and (not asked.audience or asked.audience in place.audiences)
        and (not asked.minutes or (place.minutes is not None and place.minutes <= asked.minutes))
    )


def _courses(request, minutes):
    courses = {course.pk: course for course in _open(CoursePage)}
    needed = CourseModule.objects.filter(course__in=courses, required=True, module__in=minutes).select_related("module")
    for pk, course in courses.items():
        modules = [place.module for place in needed if place.course_id == pk]
        total = sum(minutes[module.pk] for module in modules)
        facts = {"audiences": frozenset(course.audiences), "principles": frozenset(m.principle for m in modules)}
        yield Place(pk, "Course", course.title, course.summary, course.get_url(request), minutes=total, **facts)


def _module(request, module, minutes):
    codes = frozenset([module.principle])
    facts = {"principles": codes, "audiences": frozenset(module.audiences), "minutes": minutes}
    return Place(module.pk, "Module", module.title, module.summary, module.get_url(request), **facts)


def _lesson(request, lesson, module):
    facts = {"principles": frozenset([module.principle]), "audiences": frozenset(module.audiences)}
    where = {"minutes": lesson.minutes, "module": module.title}
    return Place(lesson.pk, "Lesson", lesson.title, lesson.summary, lesson.get_url(request), **facts, **where)


def _text(request, page):
    codes = frozenset([page.principle.code]) if page.principle else frozenset()
    return Place(page.pk, "Page", page.title, page.summary, page.get_url(request), codes)


def _open(model):
    return model.objects.live().public().order_by("path")


def _likest(word, known):
    if len(word) < SHORTEST or word in known:
        return word
    return next(iter(get_close_matches(word, known, n=1, cutoff=ALIKE)), word)
