"""Where one learner stands in a lesson, a module or a course: read once at the top of a page, never written here."""

from dataclasses import dataclass, field, replace

from django.db.models import DateField, Exists, Value

from assessment.models import ActivityAnswer, CheckAnswer
from people.models import User

from . import rules
from .learning_log import words
from .models import LessonRecord, LogEntry, ModuleRecord, NextStep
from .permissions import enrolments_for, may_record


@dataclass(frozen=True)
class ModuleStanding:
    """A learner's progress in a module, as stored; `recording`: whether what they do now is kept."""

    started: bool = False
    done: int = 0
    due: int = 0
    passed: bool = False
    complete: bool = False
    how: str = ""
    recording: bool = False

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


def lesson_state(learner, lesson_id, frame) -> LessonState:
    """`frame` is the lesson as rendered; nothing is asked that its page does not show. At most four queries."""
    if not learner.is_authenticated:
        return LessonState()
    standing = module_standing(learner, frame.module.id)
    if standing is None:
        return LessonState(signed_in=True)
    types = {part.type for part in frame.parts}
    records = list(
        LessonRecord.objects.filter(learner=learner, lesson__in=[entry.id for entry in frame.module.contents])
    )
    here = next((r for r in records if r.lesson_id == lesson_id), None)
    return LessonState(
        signed_in=True,
        enrolled=standing.recording,
        module=standing,
        done=frozenset(r.lesson_id for r in records if r.completed_at),
        started=frozenset(r.lesson_id for r in records),
        last_block=str(here.last_block) if here and here.last_block else "",
        answers=_answers(learner, lesson_id, types),
        entries=_entries(learner, lesson_id, frame.module.id, types),
    )


def module_standing(learner, module_id) -> ModuleStanding | None:
    """None where the learner neither takes a course that holds the module nor has begun it. One query."""
    record = ModuleRecord.objects.filter(learner=learner, module_id=module_id)
    enrolments = enrolments_for(learner, module_id)
    row = (
        User.objects.filter(pk=learner.pk)
        .values_list(
            Exists(enrolments.current()),
            Exists(enrolments.withdrawn()),
            *(record.values(name)[:1] for name in _STORED),
        )
        .get()
    )
    enrolled, withdrawn, *stored = row
    begun = stored[0] is not None
    if not (enrolled or begun):
        return None
    recording = may_record(enrolled=enrolled, begun=begun, withdrawn=withdrawn)
    return replace(_standing(*stored) if begun else ModuleStanding(), recording=recording)


def standings(learner, module_ids) -> dict[int, ModuleStanding]:
    """By module, for those begun. One query whatever their number."""
    if not learner.is_authenticated:
        return {}
    records = ModuleRecord.objects.filter(learner=learner, module_id__in=module_ids)
    return {module_id: _standing(*stored) for module_id, *stored in records.values_list("module_id", *_STORED)}


_STORED = ("started_at", "lessons_done", "lessons_due", "passed_at", "completed_at", "how")


def _standing(started_at, done, due, passed_at, completed_at, how):
    return ModuleStanding(started_at is not None, done, due, passed_at is not None, completed_at is not None, how)


def _answers(learner, lesson_id, types):
    """{block id: answer} of the checks and activities of a lesson. One query, or none."""
    asked = {CheckAnswer: {"knowledge_check"}, ActivityAnswer: {"scenario", "sorting", "self_assessment"}}
    wanted = [
        model.objects.filter(learner=learner, lesson_id=lesson_id).values_list("block_id", "answer")
        for model, kinds in asked.items()
        if kinds & types
    ]
    return {str(block_id): answer for block_id, answer in _together(wanted)}


def _entries(learner, lesson_id, module_id, types):
    """{block id: (text, by)} of private writing, decrypted for its writer. One query, or none."""
    no_date = Value(None, output_field=DateField())
    entries = LogEntry.objects.filter(learner=learner, lesson_id=lesson_id, block_id__isnull=False)
    steps = NextStep.objects.filter(learner=learner, module_id=module_id)
    wanted = []
    if "reflection" in types:
        wanted.append(entries.order_by().values_list("block_id", "secret", no_date))
    if "next_step" in types:
        wanted.append(steps.order_by().values_list("block_id", "secret", "by"))
    return {str(block_id): (words(secret), by) for block_id, secret, by in _together(wanted)}


def _together(querysets):
    """The rows of all of them, in one query."""
    if not querysets:
        return ()
    first, *others = querysets
    return first.union(*others, all=True) if others else first
