"""The learning of the demonstration's crowd: what journeys.py invents, written many rows at once as the product's actions would keep it."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from assessment.crowd import Desk
from assessment.models import Attempt, AttemptAnswer
from courses.models import CourseModule, CoursePage, ModulePage
from declaration.principles import PRINCIPLE_CODES
from feedback.crowd import answer as survey
from feedback.models import SurveyAnswer

from . import rules
from .confidence import THREE_MONTHS
from .journeys import Unit, another_day, taken
from .models import Confidence, Enrolment, How, LessonRecord, ModuleRecord, Moment

BATCH = 1000
ENROLS, BEGINS, QUICKLY, GOES_FURTHER = 0.9, 0.88, 0.75, 0.5
SAYS_BEFORE, SAYS_AFTER, SAYS_LATER, SURVEYED = 0.4, 0.65, 0.5, 0.12
MOMENT = timedelta(minutes=3)


@dataclass
class Written:
    """All rows of the crowd, in the order in which they may be inserted."""

    enrolments: list = field(default_factory=list)
    records: list = field(default_factory=list)
    lessons: list = field(default_factory=list)
    attempts: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    confidence: list = field(default_factory=list)
    surveys: list = field(default_factory=list)

    def keep(self):
        models = (Enrolment, ModuleRecord, LessonRecord, Attempt, AttemptAnswer, Confidence, SurveyAnswer)
        for model, rows in zip(models, vars(self).values(), strict=True):
            model.objects.bulk_create(rows, batch_size=BATCH)


def make(*, serving, since, at) -> Written:
    """What people learnt from `since` on. `serving`: their memberships, in one order, for the same dice each time."""
    rng, written = Random("what they learn"), Written()
    curriculum = Curriculum(rng, since)
    for membership in serving:
        Learner(membership, curriculum, rng, written, at).learn()
    written.keep()
    return written


class Curriculum:
    """What is published: pathways with their modules, and a desk for each module's papers."""

    def __init__(self, rng, since):
        modules = {module.pk: module for module in ModulePage.objects.live().public()}
        self.desks = {pk: Desk(module, rng, since) for pk, module in modules.items()}
        self.units = {pk: self._unit(module) for pk, module in modules.items() if module.assessment}
        self.courses = list(CoursePage.objects.live().public().order_by("path"))
        self.required = {course.pk: [] for course in self.courses}
        for place in CourseModule.objects.filter(course__in=self.courses, required=True).order_by("sort_order"):
            self.required[place.course_id].append(place.module_id)

    def _unit(self, module):
        desk, lessons = self.desks[module.pk], tuple(module.live_lessons().values_list("pk", flat=True))
        return Unit(module, lessons, desk.asked, desk.pass_mark, module.by_assessment)

    def for_audience(self, audience):
        """The pathway that was written for it, and the one for everybody."""
        fitting = sorted((c for c in self.courses if audience in c.audiences), key=CoursePage.is_for_everybody)
        return fitting[:1] + [c for c in fitting[1:] if c.is_for_everybody()]

    def left(self, course, done):
        """The modules to go on with, in their order."""
        return [self.units[pk] for pk in self.required[course.pk] if pk in self.units and pk not in done]


class Learner:
    """One of the crowd, and the rows of what they do."""

    def __init__(self, membership, curriculum, rng, written, until):
        self.membership, self.curriculum, self.rng, self.written, self.until = (
            membership, curriculum, rng, written, until,
        )  # fmt: skip
        self.done = {}  # {module: when completed}
        self.begun = set()
        audience = membership.audience
        self.where = {"membership": membership, "organisation": membership.organisation, "audience": audience}
        self.whose = {"learner_id": membership.user_id}

    def learn(self):
        """One pathway, or the quick start first and perhaps a pathway after it."""
        courses, at = self.curriculum.for_audience(self.membership.audience), self.membership.user.joined_at
        if not courses or self.rng.random() > ENROLS:
            return
        if self.rng.random() < QUICKLY:
            courses.reverse()
        at = self._take(courses[0], at + timedelta(minutes=self.rng.randint(5, 50)))
        if at and len(courses) > 1 and self.rng.random() < GOES_FURTHER:
            self._take(courses[1], another_day(at, self.rng, 2, 9))
        self._say_how_sure()

    def _take(self, course, at):
        """When the course was completed; None where it was not."""
        if at >= self.until:
            return None
        enrolment = Enrolment(
            course=course, enrolled_at=at, enrolled_month=rules.month_of(at), **self.where, **self.whose
        )
        self.enrolled_at = min(at, getattr(self, "enrolled_at", at))
        self.written.enrolments.append(enrolment)
        units = self.curriculum.left(course, self.begun) if self.rng.random() < BEGINS else ()
        for one in taken(units, self.rng, at + MOMENT, self.until):
            self._keep(one)
        if not rules.course_complete(set(self.curriculum.required[course.pk]), self.done.keys()):
            return None
        enrolment.completed_at = max([at, *(self.done[pk] for pk in self.curriculum.required[course.pk])])
        enrolment.completed_month = rules.month_of(enrolment.completed_at)
        self._find(enrolment.completed_at, course=course)
        return enrolment.completed_at

    def _keep(self, one):
        module = one.unit.module
        self.begun.add(module.pk)
        self.written.records.append(self._record(one))
        self.written.lessons += self._lessons(one)
        for attempt, answers in self.curriculum.desks[module.pk].sat(self.membership.user_id, one.sittings):
            self.written.attempts.append(attempt)
            self.written.answers += answers
        if one.completed_at:
            self.done[module.pk] = one.completed_at
            self._find(one.completed_at, module=module, edition=self.curriculum.desks[module.pk].edition)

    def _record(self, one):
        at, done, due = one.completed_at, len(one.lessons), len(one.unit.lessons)
        earned = {"organisation": self.membership.organisation, "completed_month": rules.month_of(at)} if at else {}
        if at:
            earned["how"] = How.LESSONS if rules.lessons_complete(done, due) else How.ASSESSMENT
        return ModuleRecord(
            module=one.unit.module, edition=self.curriculum.desks[one.unit.module.pk].edition, membership=self.membership,
            audience=self.membership.audience, started_at=one.began_at, lessons_done=done, lessons_due=due,
            passed_at=one.passed_at, completed_at=at, **earned, **self.whose,
        )  # fmt: skip

    def _lessons(self, one):
        """Each begins when the one before it is complete; who took the assessment first has opened none."""
        begun = [one.began_at, *one.lessons] if one.lessons or not one.sittings else []
        edition = self.curriculum.desks[one.unit.module.pk].edition
        for place, (lesson, started_at) in enumerate(zip(one.unit.lessons, begun, strict=False)):
            completed_at = one.lessons[place] if place < len(one.lessons) else None
            yield LessonRecord(
                lesson_id=lesson, edition=edition, started_at=started_at, completed_at=completed_at, **self.whose
            )

    def _find(self, at, **about):
        if self.rng.random() < SURVEYED:
            self.written.surveys.append(survey(self.membership, self.rng, at + MOMENT, **about))

    def _say_how_sure(self):
        """Before, of all principles; after, and three months on, of those that something was learnt of."""
        if self.rng.random() > SAYS_BEFORE:
            return
        learnt = {}
        for pk, at in self.done.items():
            code = self.curriculum.units[pk].module.principle
            learnt[code] = max(at, learnt.get(code, at))
        for code in PRINCIPLE_CODES:
            point = self.rng.choice((1, 2, 2, 3, 3, 4))
            self._sure(code, Moment.BEFORE, point, self.enrolled_at + MOMENT / 3)
            if code in learnt and self.rng.random() < SAYS_AFTER:
                self._sure(code, Moment.AFTER, self._moved(point), learnt[code] + MOMENT)
            if code in learnt and self.rng.random() < SAYS_LATER:
                later = another_day(learnt[code] + THREE_MONTHS, self.rng, 1, 20)
                self._sure(code, Moment.LATER, self._moved(point), later)

    def _moved(self, point):
        return max(1, min(5, point + self.rng.choice((-1, 0, 0, 1, 1, 1, 2))))

    def _sure(self, principle, moment, point, at):
        if at < self.until:
            self.written.confidence.append(
                Confidence(
                    principle=principle,
                    moment=moment,
                    point=point,
                    given_at=at,
                    given_month=rules.month_of(at),
                    **self.where,
                    **self.whose,
                ),
            )
