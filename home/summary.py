"""What follows when a module or a course is complete: what was achieved, how sure one feels, what one found, and what comes next."""

from dataclasses import dataclass

from certificates.models import Certificate, Kind
from courses.models import CoursePage, LessonPage, ModulePage
from feedback.forms import SurveyForm
from feedback.models import SurveyAnswer
from progress import confidence, pathways
from progress.forms import ConfidenceForm
from progress.learning_log import read
from progress.models import Enrolment, ModuleRecord, Moment, NextStep
from progress.overview import CourseProgress, course_progress, courses_progress


@dataclass(frozen=True)
class ModuleSummary:
    """`check` and `survey` are forms while they are open, else None. `next` is the module to go on with."""

    module: ModulePage
    record: ModuleRecord
    outcomes: tuple[str, ...]
    certificate: Certificate | None
    change: confidence.Change
    check: ConfidenceForm | None
    survey: SurveyForm | None
    step: str
    step_url: str
    course: CourseProgress | None
    next: dict | None


@dataclass(frozen=True)
class CourseSummary:
    """`further` is the pathway that suits next: the same modules count in it, and it has something left to learn."""

    course: CourseProgress
    certificate: Certificate | None
    confidence_due: bool
    survey: SurveyForm | None
    further: pathways.Pathway | None


def module_summary(learner, module, at) -> ModuleSummary | None:
    """None until the module is complete."""
    record = ModuleRecord.objects.completed().filter(learner=learner, module=module).select_related("edition").first()
    if record is None:
        return None
    course, following = _goes_on(learner, module)
    step, step_url = _step(learner, module)
    return ModuleSummary(
        module=module,
        record=record,
        outcomes=tuple(outcome["text"] for outcome in record.edition.content["outcomes"]) if record.edition else (),
        certificate=_certificate(learner, Kind.MODULE, module),
        change=next(c for c in confidence.changes(learner) if c.principle.code == module.principle),
        check=_check(learner, module, at),
        survey=_survey(learner, module=module),
        step=step,
        step_url=step_url,
        course=course,
        next=following,
    )


def course_summary(learner, course, at) -> CourseSummary | None:
    """None until the course is complete."""
    if not Enrolment.objects.completed().filter(learner=learner, course=course).exists():
        return None
    offered = pathways.pathways_for(learner, at)
    further = (one for one in offered if one.minutes_left and one.progress.course.pk != course.pk)
    return CourseSummary(
        course=course_progress(learner, course),
        certificate=_certificate(learner, Kind.COURSE, course),
        confidence_due=confidence.due_from(learner, at) == Moment.AFTER,
        survey=_survey(learner, course=course),
        further=next(further, None),
    )


def _certificate(learner, kind, page):
    key = str(page.translation_key)
    return Certificate.objects.current().filter(learner=learner, kind=kind, subject_key=key).first()


def _check(learner, module, at):
    due = confidence.due_from(learner, at, principle=module.principle) == Moment.AFTER
    return ConfidenceForm(asked=[module.principle]) if due else None


def _survey(learner, **subject):
    return None if SurveyAnswer.objects.filter(learner=learner, **subject).exists() else SurveyForm()


def _step(learner, module):
    """The next step as written, and where the module asks for one."""
    written = NextStep.objects.filter(learner=learner, module=module).first()
    lessons = module.live_lessons() if module.live else LessonPage.objects.none()
    asked = ((lesson.url, block) for lesson in lessons for block in lesson.body.raw_data)
    url = next((f"{url}#block-{block['id']}" for url, block in asked if block["type"] == "next_step"), "")
    return read(written) if written else "", url


def _goes_on(learner, module):
    """The course that holds the module and has more to do, with its next module; else any course that is taken."""
    taken = CoursePage.objects.filter(
        pk__in=Enrolment.objects.current().filter(learner=learner).values("course"), live=True
    )
    courses = sorted(
        (c for c in courses_progress(learner, list(taken)) if c.next or c.completed),
        key=lambda c: (c.next is None, module.pk not in {place.module["id"] for place in c.places}),
    )
    return (courses[0], courses[0].next) if courses else (None, None)
