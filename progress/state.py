"""Where one learner stands in a lesson, a module or a course: read once at the top of a page, never written here."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from assessment.models import ActivityAnswer, CheckAnswer
from courses.models import CourseModule
from people.models import User

from . import rules
from .learning_log import read
from .models import Enrolment, LessonRecord, LogEntry, ModuleRecord, NextStep


@dataclass(frozen=True)
class ModuleStanding:
    """A learner's progress in a module, as stored."""

    started: bool = False
    done: int = 0
    due: int = 0
    passed: bool = False
    complete: bool = False
    how: str = ""

    @property
    def percent(self):
        return 100 if self.complete else rules.percent(self.done, self.due)

    @property
    def words(self):
        if self.complete:
            return "Complete"
        return "In progress" if self.started else "Not started"


@dataclass(frozen=True)
class LessonState:
    """Everything a lesson page needs to know of its reader. All empty when signed out and in preview."""

    signed_in: bool = False
    enrolled: bool = False
    module: ModuleStanding = ModuleStanding()
    done: frozenset[int] = frozenset()
    started: frozenset[int] = frozenset()
    last_block: str = ""
    answers: dict = field(default_factory=dict)
    entries: dict = field(default_factory=dict)

    def is_done(self, lesson_id):
        return lesson_id in self.done


def lesson_state(learner, lesson_id, module_id, types) -> LessonState:
    """`types`: the kinds of activity in the lesson, so that nothing is asked that the page does not show."""
    if not learner.is_authenticated:
        return LessonState()
    standing = module_standing(learner, module_id)
    if standing is None:
        return LessonState(signed_in=True)
    records = list(LessonRecord.objects.filter(learner=learner, module_id=module_id))
    here = next((r for r in records if r.lesson_id == lesson_id), None)
    return LessonState(
        signed_in=True,
        enrolled=True,
        module=standing,
        done=frozenset(r.lesson_id for r in records if r.completed_at),
        started=frozenset(r.lesson_id for r in records),
        last_block=str(here.last_block) if here and here.last_block else "",
        answers=_answers(learner, lesson_id, types),
        entries=_entries(learner, lesson_id, module_id, types),
    )


def module_standing(learner, module_id) -> ModuleStanding | None:
    """None where the learner takes no live course that holds the module. One query."""
    record = ModuleRecord.objects.filter(learner=learner, module_id=module_id)
    places = CourseModule.objects.filter(course=OuterRef("course"), module_id=module_id)
    enrolled = Enrolment.objects.current().filter(Exists(places), learner=learner, course__live=True)
    row = (
        User.objects.filter(pk=learner.pk)
        .values_list(
            Exists(enrolled),
            *(record.values(name)[:1] for name in ("started_at", "lessons_done", "lessons_due", "passed_at", "completed_at", "how")),
        )
        .get()
    )
    enrolled, started, done, due, passed, completed, how = row
    if not (enrolled or started):
        return None
    return ModuleStanding(started is not None, done or 0, due or 0, passed is not None, completed is not None, how or "")


def standings(learner, module_ids) -> dict[int, ModuleStanding]:
    """By module, for those begun. One query whatever their number."""
    if not learner.is_authenticated:
        return {}
    records = ModuleRecord.objects.filter(learner=learner, module_id__in=module_ids)
    return {
        r.module_id: ModuleStanding(True, r.lessons_done, r.lessons_due, r.passed_at is not None, r.completed_at is not None, r.how)
        for r in records
    }


def _answers(learner, lesson_id, types):
    """{block id: stored answer} of the checks and activities of a lesson."""
    found = {}
    if "knowledge_check" in types:
        found |= {str(a.block_id): a for a in CheckAnswer.objects.filter(learner=learner, lesson_id=lesson_id)}
    if types & {"scenario", "sorting", "self_assessment"}:
        found |= {str(a.block_id): a for a in ActivityAnswer.objects.filter(learner=learner, lesson_id=lesson_id)}
    return found


def _entries(learner, lesson_id, module_id, types):
    """{block id: (text, by)} of private writing, decrypted for its writer."""
    found = {}
    if "reflection" in types:
        entries = LogEntry.objects.filter(learner=learner, lesson_id=lesson_id)
        found |= {str(e.block_id): (read(e), None) for e in entries}
    if "next_step" in types:
        steps = NextStep.objects.filter(learner=learner, module_id=module_id)
        found |= {str(s.block_id): (read(s), s.by) for s in steps}
    return found
