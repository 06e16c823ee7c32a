"""A module's lessons and a course's modules as one reader sees them. Reads only, in a number of queries that does not grow."""

from dataclasses import dataclass

from courses.catalogue import catalogue
from courses.models import CoursePage, ModulePage
from courses.rendering import module_frame, module_minutes

from . import rules
from .models import Enrolment, LessonRecord
from .state import ModuleStanding, standings


@dataclass(frozen=True)
class LessonLine:
    id: int
    title: str
    url: str
    minutes: int
    state: str


@dataclass(frozen=True)
class ModuleContents:
    lessons: tuple[LessonLine, ...]
    minutes: int
    next: LessonLine | None


@dataclass(frozen=True)
class Place:
    """A module in a course; `module` is what components/module_card.html shows."""

    module: dict
    required: bool
    live: bool
    standing: ModuleStanding

    @property
    def status(self):
        return self.standing.words if self.standing.started else ""

    @property
    def colour(self):
        return "green" if self.standing.complete else "blue"

    @property
    def done(self):
        return self.standing.done

    @property
    def total(self):
        return self.standing.due if self.standing.started and not self.standing.complete else 0


@dataclass(frozen=True)
class CourseProgress:
    course: CoursePage
    places: tuple[Place, ...]
    enrolled: bool
    completed: bool

    @property
    def required(self):
        return [p for p in self.places if p.required]

    @property
    def optional(self):
        return [p for p in self.places if not p.required]

    @property
    def total(self):
        return len(self.required)

    @property
    def done(self):
        return sum(p.standing.complete for p in self.required)

    @property
    def percent(self):
        return rules.percent(self.done, self.total)

    @property
    def more_to_come(self):
        return any(not p.live for p in self.required)

    @property
    def minutes(self):
        return sum(p.module["minutes"] for p in self.required)

    @property
    def hours(self):
        return rules.time_in_words(self.minutes)

    @property
    def next(self):
        """The module to go on with, as a module card shows it."""
        return self.next_place and self.next_place.module

    @property
    def next_place(self):
        """A module begun, else the first required one that is not complete."""
        open_places = [p for p in self.required if p.live and not p.standing.complete]
        begun = [p for p in open_places if p.standing.started]
        return next(iter(begun + open_places), None)


def module_contents(reader, module: ModulePage, standing) -> ModuleContents:
    frame = module_frame(module)
    begun, done = _lessons_of(reader, frame.contents) if standing else ({}, set())
    lines = tuple(LessonLine(e.id, e.title, e.url, e.minutes, _state(e.id, begun, done)) for e in frame.contents)
    here = rules.resume_at([line.id for line in lines], begun, done)
    return ModuleContents(lines, frame.minutes, next((line for line in lines if line.id == here), None))


def _lessons_of(reader, contents):
    """({lesson id: when it was begun}, {ids of those done})."""
    records = list(LessonRecord.objects.filter(learner=reader, lesson__in=[entry.id for entry in contents]))
    return {r.lesson_id: r.started_at for r in records}, {r.lesson_id for r in records if r.completed_at}


def course_progress(reader, course: CoursePage) -> CourseProgress:
    """As it stands in the editor too."""
    places = list(course.ordered_places())
    minutes = module_minutes([place.module for place in places])
    return _courses_progress(reader, [course], {course.pk: places}, minutes)[0]


def courses_progress(reader, courses) -> list[CourseProgress]:
    """Several published courses together, in three queries whatever their number."""
    now = catalogue()
    return _courses_progress(reader, courses, now.places, now.minutes)


def _courses_progress(reader, courses, places, minutes):
    done = standings(reader, minutes)
    enrolments = {}
    if reader.is_authenticated:
        found = Enrolment.objects.current().filter(learner=reader, course__in=[course.pk for course in courses])
        enrolments = {enrolment.course_id: enrolment for enrolment in found}
    return [
        CourseProgress(
            course=course,
            places=tuple(_place(place, minutes, done) for place in places.get(course.pk, ())),
            enrolled=course.pk in enrolments,
            completed=course.pk in enrolments and enrolments[course.pk].completed_at is not None,
        )
        for course in courses
    ]


def _place(place, minutes, done):
    module = place.module
    shown = {
        "id": module.pk,
        "title": module.title,
        "summary": module.summary,
        "url": module.url if module.live else "",
        "principle": module.principle_object,
        "minutes": minutes[module.pk],
    }
    return Place(shown, place.required, module.live, done.get(module.pk, ModuleStanding()))


def _state(lesson_id, begun, done):
    if lesson_id in done:
        return "done"
    return "started" if lesson_id in begun else ""
