"""Where one learner stands in a lesson, a module or a course: read once at the top of a page, never written here."""

from dataclasses import dataclass, field

from django.db.models import DateField, Value

from . import rules
from .learning_log import words
from .models import LogEntry, ModuleRecord, NextStep
from .permissions import may_record
from .statements import lesson_answers, lesson_records, stored_standing

ANSWERED = {"knowledge_check", "scenario", "sorting", "self_assessment"}


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
    records = lesson_records(learner, [entry.id for entry in frame.module.contents])
    return LessonState(
        signed_in=True,
        enrolled=standing.recording,
        module=standing,
        done=frozenset(pk for pk, (done, _) in records.items() if done),
        started=frozenset(records),
        last_block=records[lesson_id][1] if lesson_id in records else "",
        answers=lesson_answers(learner, lesson_id) if types & ANSWERED else {},
        entries=_entries(learner, lesson_id, frame.module.id, types),
    )


def module_standing(learner, module_id) -> ModuleStanding | None:
    """None where the learner neither takes a course that holds the module nor has begun it. One query."""
    *stored, enrolled, withdrawn = stored_standing(learner, module_id)
    begun = bool(stored[0])
    if not (enrolled or begun):
        return None
    recording = may_record(enrolled=bool(enrolled), begun=begun, withdrawn=bool(withdrawn))
    return ModuleStanding(*stored, recording=recording)


def standings(learner, module_ids) -> dict[int, ModuleStanding]:
    """By module, for those begun. One query whatever their number."""
    if not learner.is_authenticated:
        return {}
    records = ModuleRecord.objects.filter(learner=learner, module_id__in=module_ids)
    return {
        r.module_id: ModuleStanding(True, r.lessons_done, r.lessons_due, bool(r.passed_at), bool(r.completed_at), r.how)
        for r in records
    }


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
