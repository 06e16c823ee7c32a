"""Before a change: whom it reaches, and what it does to them. How many they are is asked of the apps above, and is shown
in bands only: editors learn nothing of learners beyond that."""

from dataclasses import dataclass

from wagtail.models import Page

from . import effects
from .effects import Effects
from .models import CoursePage, LessonPage, ModulePage
from .signals import learners_asked

PUBLISH, UNPUBLISH, MOVE, DELETE = "publish", "unpublish", "move", "delete"


@dataclass(frozen=True)
class Learners:
    """Exact, and never shown."""

    in_progress: int = 0
    completed: int = 0


@dataclass(frozen=True)
class Impact:
    """On the learners of one module or course: how many they are, as a band, and what the change does to each group."""

    title: str
    in_progress: str
    completed: str
    effects: Effects


def band(count: int) -> str:
    """None, under 10, then to the nearest 10."""
    if count < 10:
        return "under 10" if count else "none"
    return f"about {(count + 5) // 10 * 10:,}"


def learners_of(page) -> Learners:
    """Of a module or a course, by those who know; nobody where no app above answers."""
    answers = learners_asked.send(sender=type(page), page=page)
    return next((counted for _, counted in answers if counted), Learners())


def impacts(page, doing, to=None) -> list[Impact]:
    """One for each module or course that learners are in and that the change reaches. `to` is where a page is moved."""
    page = page.specific
    return [_impact(place, found) for place, found in _reached(page, doing, to)]


def _impact(place, found):
    learners = learners_of(place)
    return Impact(place.title, band(learners.in_progress), band(learners.completed), found)


def _reached(page, doing, to):
    """(module or course, the effects on its learners)."""
    if isinstance(page, LessonPage):
        return _by_lesson(page, doing, to)
    if isinstance(page, (ModulePage, CoursePage)):
        return _by_itself(page, doing)
    below = Page.objects.descendant_of(page).live().type(ModulePage, CoursePage).specific() if doing != PUBLISH else ()
    return [pair for one in below for pair in _by_itself(one, doing)]


def _by_lesson(lesson, doing, to):
    module = lesson.get_parent().specific
    reached = []
    if doing == PUBLISH and module.live:
        reached.append((module, effects.of_publishing_a_lesson(_published(lesson), lesson)))
    elif doing != PUBLISH and module.live and _published(lesson):
        reached.append((module, effects.OF_A_LESSON_LESS))
    if doing == MOVE and isinstance(to, ModulePage) and to.live and _published(lesson):
        reached.append((to, effects.OF_A_LESSON_MORE))
    return reached


def _by_itself(page, doing):
    before, is_module = _published(page), isinstance(page, ModulePage)
    if doing == PUBLISH:
        of = effects.of_publishing_a_module if is_module else effects.of_publishing_a_course
        return [(page, of(before, page))]
    if before is None:
        return []
    if doing == MOVE:
        return [(page, effects.OF_ANOTHER_ADDRESS)]
    return [(page, effects.of_taking_down_a_module(page) if is_module else effects.OF_A_COURSE_TAKEN_DOWN)]


def _published(page):
    """The page as readers have it; None while they have none."""
    return type(page).objects.filter(pk=page.pk, live=True).first()
