"""Where one learner stands in a lesson, a module or a course: read once at the top of a page, never written here."""

import json
from dataclasses import dataclass, field
from datetime import date

from . import reading, rules
from .learning_log import words
from .models import ModuleRecord
from .permissions import may_record


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
    changes: tuple[str, ...] = ()  # that matter, since the learner last did something in the module


def lesson_state(learner, lesson_id, frame) -> LessonState:
    """`frame` is the lesson as rendered. One query."""
    if not learner.is_authenticated:
        return LessonState()
    return as_read(reading.of_lesson(learner, lesson_id, frame), lesson_id)


def as_read(found, lesson_id) -> LessonState:
    """Of somebody who is signed in, from what progress/reading.py found."""
    standing = _standing(found)
    if standing is None:
        return LessonState(signed_in=True)
    lessons = {int(pk): (place, done) for pk, place, _, _, _, done, _ in found["lesson"]}
    place = lessons[lesson_id][0] if lesson_id in lessons else ""
    return LessonState(
        signed_in=True,
        enrolled=standing.recording,
        module=standing,
        done=frozenset(pk for pk, (_, done) in lessons.items() if done),
        started=frozenset(lessons),
        last_block=reading.block_id(place) if place else "",
        answers={reading.block_id(row[0]): json.loads(row[1]) for row in found["answer"]},
        entries={reading.block_id(row[0]): _entry(*row) for row in found["entry"]},
        changes=tuple(note for _, note, *_ in sorted(found["change"], key=lambda row: -row[2])),
    )


def module_standing(learner, module_id) -> ModuleStanding | None:
    """None where the learner neither takes a course that holds the module nor has begun it. One query."""
    return _standing(reading.of_module(learner, module_id))


def _standing(found):
    record, left = next(iter(found["module"]), None), [bool(row[5]) for row in found["enrolment"]]
    enrolled, begun = False in left, record is not None
    if not (enrolled or begun):
        return None
    recording = may_record(enrolled=enrolled, begun=begun, withdrawn=True in left)
    if not begun:
        return ModuleStanding(recording=recording)
    _, how, done, due, passed, complete, _ = record
    return ModuleStanding(True, done, due, bool(passed), bool(complete), how, recording)


def _entry(_, by, *flags_and_secret):
    """(text, by) of private writing, decrypted for its writer."""
    return words(flags_and_secret[-1]), date.fromisoformat(by) if by else None


def standings(learner, module_ids) -> dict[int, ModuleStanding]:
    """By module, for those begun. One query whatever their number."""
    if not learner.is_authenticated:
        return {}
    records = ModuleRecord.objects.filter(learner=learner, module_id__in=module_ids)
    return {
        r.module_id: ModuleStanding(True, r.lessons_done, r.lessons_due, bool(r.passed_at), bool(r.completed_at), r.how)
        for r in records
    }
