"""What the named learners of the demonstration have done, by the product's own actions: each page of theirs has something on it."""

from datetime import timedelta

from assessment.demonstration import answer_checks, fill_in
from courses.models import CoursePage
from people.demonstration import COUNCILLOR, ELSEWHERE, LEARNER
from people.models import User

from . import actions, confidence
from .learning_log import write_entry, write_next_step
from .models import Moment

PASSED, NOT_YET = 9, 6
REFLECTION = (
    "When our letter about council tax was changed last year, nobody who gets it was asked. Next time I want to know who will "
    "be asked before I am shown a draft."
)
STEP = "Ask the contact centre which letter brings the most calls, and read it together with them."
EVENING = timedelta(minutes=12)


def make(*, at):
    """Nothing for whoever has enrolled, so that a tester’s own learning is left alone."""
    stories = {LEARNER: half_way, COUNCILLOR: just_begun, ELSEWHERE: through}
    for person in User.objects.filter(email__in=stories, enrolments=None):
        course = _course_for(person)
        if course:
            stories[person.email](person, course, at)


def half_way(person, course, at):
    """One module with its certificate and a note, one whose paper was not passed at once, one begun; confidence before and after."""
    first, second, third = _enrol(person, course, at - timedelta(weeks=5))[:3]
    _say(person, Moment.BEFORE, 2, at - timedelta(weeks=5))
    _read(person, first, at - timedelta(weeks=5))
    _sit(person, first, PASSED, at - timedelta(days=31))
    _say(person, Moment.AFTER, 4, at - timedelta(days=31))
    _write(person, first, at - timedelta(days=30))
    _read(person, second, at - timedelta(weeks=3))
    _sit(person, second, NOT_YET, at - timedelta(days=9))
    _read(person, third, at - timedelta(days=2), lessons=2)


def just_begun(person, course, at):
    """Three lessons."""
    first, *_ = _enrol(person, course, at - timedelta(days=6))
    _read(person, first, at - timedelta(days=5), lessons=3)


def through(person, course, at):
    """Every required module, one a week."""
    for week, module in enumerate(_enrol(person, course, at - timedelta(weeks=14))):
        _read(person, module, at - timedelta(weeks=13 - week))
        _sit(person, module, PASSED, at - timedelta(weeks=13 - week, days=-2))


def _course_for(person):
    """The one for everybody; a councillor takes what was written for councillors."""
    audience = person.memberships.current().primary().values_list("audience", flat=True).first()
    fitting = [course for course in CoursePage.objects.live().public().order_by("path") if audience in course.audiences]
    fitting.sort(key=CoursePage.is_for_everybody, reverse=audience != "councillor")
    return next(iter(fitting), None)


def _enrol(person, course, at):
    """The required modules, in their order."""
    actions.enrol(learner=person, course=course, membership=person.memberships.current().primary().get(), at=at)
    places = course.places.filter(required=True, module__live=True).order_by("sort_order").select_related("module")
    return [place.module for place in places]


def _read(person, module, at, lessons=None):
    """The first lessons of a module, or all of them, an evening each at most."""
    actions.start_module(learner=person, module=module, at=at)
    for lesson in module.live_lessons()[:lessons]:
        at += EVENING
        answer_checks(learner=person, lesson=lesson, module=module, at=at)
        actions.complete_lesson(learner=person, lesson=lesson, at=at)


def _sit(person, module, right, at):
    fill_in(attempt=actions.take_assessment(learner=person, module=module, at=at), right=right, at=at + EVENING)


def _say(person, moment, point, at):
    points = dict.fromkeys(confidence.STATEMENTS, point)
    confidence.give(learner=person, moment=moment, points=points, at=at + EVENING * 2)


def _write(person, module, at):
    """A reflection and a next step, where the module asks for them."""
    asked = {block.block_type: (lesson, block.id) for lesson in module.live_lessons() for block in lesson.body}
    if "reflection" in asked:
        lesson, block = asked["reflection"]
        write_entry(learner=person, lesson=lesson, block_id=block, text=REFLECTION, at=at)
    if "next_step" in asked:
        by = (at + timedelta(weeks=7)).date()
        write_next_step(learner=person, module=module, block_id=asked["next_step"][1], text=STEP, by=by, at=at)
