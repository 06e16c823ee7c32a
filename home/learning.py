"""What My learning shows: what to do next, courses, principles, certificates, next steps and reflections of one person."""

from dataclasses import dataclass

from certificates.models import Certificate
from courses.catalogue import catalogue
from declaration.principles import PRINCIPLES, Principle
from progress.learning_log import words
from progress.models import LogEntry, NextStep
from progress.overview import CourseProgress, LessonLine, Place, courses_progress, module_contents
from progress.state import standings

RECOMMENDED = 4
RECENT = 2


@dataclass(frozen=True)
class PrincipleProgress:
    principle: Principle
    done: int
    total: int

    @property
    def numbered_name(self):
        return f"{self.principle.number}. {self.principle.short_name}"


@dataclass(frozen=True)
class Step:
    text: str
    by: object


@dataclass(frozen=True)
class Reflection:
    text: str
    lesson: str


@dataclass(frozen=True)
class Next:
    """Where to go on: a module, and the lesson in it; with none left, its assessment."""

    place: Place
    lesson: LessonLine | None


@dataclass(frozen=True)
class Learning:
    taken: list[CourseProgress]
    offered: list[CourseProgress]
    principles: list[PrincipleProgress]
    certificates: list[Certificate]
    steps: list[Step]
    reflections: list[Reflection]
    next: Next | None

    @property
    def has_begun(self):
        return any(place.standing.started for course in self.taken for place in course.places)

    @property
    def has_learnt(self):
        return any(line.done for line in self.principles)

    @property
    def has_completed_all(self):
        """All that was taken. Nothing taken is nothing completed."""
        return bool(self.taken) and all(course.completed for course in self.taken)


def my_learning(learner, audience, at) -> Learning:
    """`offered` are the courses for the audience that are not taken, in the editors' order: the first is recommended."""
    now = catalogue()
    progress = courses_progress(learner, now.courses)
    taken = [p for p in progress if p.enrolled]
    return Learning(
        taken=taken,
        offered=[p for p in progress if not p.enrolled and audience in p.course.audiences][:RECOMMENDED],
        principles=_principles(learner, now.modules, progress),
        certificates=list(Certificate.objects.current().filter(learner=learner)),
        steps=_steps(learner),
        reflections=_reflections(learner),
        next=_next(learner, taken, now.modules),
    )


def _next(learner, taken, modules):
    """From the first course that has something left."""
    place = next((course.next_place for course in taken if not course.completed and course.next_place), None)
    if place is None:
        return None
    module = next(module for module in modules if module.pk == place.module["id"])
    return Next(place, module_contents(learner, module, place.standing).next)


def _principles(learner, modules, progress):
    """What the courses know is not asked again; a module that is in none of them may still have been completed."""
    done = {place.module["id"]: place.standing for course in progress for place in course.places}
    done |= standings(learner, [module.pk for module in modules if module.pk not in done])
    complete = {pk for pk, standing in done.items() if standing.complete}
    return [
        PrincipleProgress(
            p,
            sum(module.pk in complete and module.principle == p.code for module in modules),
            sum(module.principle == p.code for module in modules),
        )
        for p in PRINCIPLES
    ]


def _steps(learner):
    steps = NextStep.objects.filter(learner=learner, done_at__isnull=True).values_list("secret", "by")
    return [Step(words(secret), by) for secret, by in steps[:5]]


def _reflections(learner):
    """The latest of the log, for its writer's eyes alone."""
    written = LogEntry.objects.filter(learner=learner).values_list("secret", "lesson__title")
    return [Reflection(words(secret), lesson or "") for secret, lesson in written[:RECENT]]
