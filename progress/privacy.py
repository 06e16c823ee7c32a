"""What is held about a learner's learning: to show it to them, and to erase it with the account."""

from people.privacy import ACCOUNT, PUBLIC_TASK, PersonalField

from .learning_log import read
from .models import Confidence, Enrolment, LearningPlan, LessonRecord, LogEntry, ModuleRecord, NextStep

WRITER = "Until the writer deletes it, or the account"
GIVER = "Until the learner deletes the answers, or the account"
FIGURES = "The row stays, without a name, for figures that were published from it"

REGISTER = (
    PersonalField(
        "progress.Enrolment", "*", "Which courses a learner takes, and what they count for", PUBLIC_TASK, FIGURES
    ),
    PersonalField(
        "progress.ModuleRecord", "*", "Progress, completion and the figures made from them", PUBLIC_TASK, FIGURES
    ),
    PersonalField("progress.LessonRecord", "*", "Going on where one left off", PUBLIC_TASK, ACCOUNT),
    PersonalField(
        "progress.LogEntry",
        "*",
        "Private reflections, encrypted, for their writer alone",
        PUBLIC_TASK,
        WRITER,
    ),
    PersonalField(
        "progress.NextStep",
        "*",
        "A private next step, encrypted, for its writer alone",
        PUBLIC_TASK,
        WRITER,
    ),
    PersonalField(
        "progress.Confidence",
        "*",
        "How sure a learner is before and after, for them alone and for figures made of pairs",
        PUBLIC_TASK,
        GIVER,
    ),
    PersonalField("progress.LearningPlan", "*", "Suggesting a pathway and a pace", PUBLIC_TASK, ACCOUNT),
)


def export(person):
    """What this app holds about a person, as plain values; private writing in clear, for it is theirs."""
    mine = {"learner": person}
    return {
        "courses": [
            {"course": e.course.title, "enrolled": e.enrolled_at, "completed": e.completed_at, "withdrawn": e.withdrawn_at}
            for e in Enrolment.objects.filter(**mine).select_related("course")
        ],
        "modules": [
            {"module": r.module.title, "started": r.started_at, "lessons": f"{r.lessons_done} of {r.lessons_due}",
             "passed": r.passed_at, "completed": r.completed_at, "how": r.get_how_display()}
            for r in ModuleRecord.objects.filter(**mine).select_related("module")
        ],
        "lessons": [
            {"lesson": r.lesson.title, "started": r.started_at, "completed": r.completed_at}
            for r in LessonRecord.objects.filter(**mine).select_related("lesson")
        ],
        "learning log": [
            {"lesson": e.lesson and e.lesson.title, "written": e.written_at, "text": read(e)}
            for e in LogEntry.objects.filter(**mine).select_related("lesson")
        ],
        "next steps": [
            {"module": s.module.title, "by": s.by, "written": s.written_at, "done": s.done_at, "text": read(s)}
            for s in NextStep.objects.filter(**mine).select_related("module")
        ],
        "confidence": [
            {"principle": c.get_principle_display(), "moment": c.get_moment_display(), "point": c.point, "given": c.given_at}
            for c in Confidence.objects.filter(**mine)
        ],
        "learning plan": [
            {"interests": p.interests, "minutes a week": p.minutes_a_week, "made": p.made_at}
            for p in LearningPlan.objects.filter(**mine)
        ],
    }  # fmt: skip


def erase(person, *, at):
    """Private writing and the steps along the way go. What figures counted stays, with a person who has no name any more."""
    for model in (LogEntry, NextStep, LessonRecord, Confidence, LearningPlan):
        model.objects.filter(learner=person).delete()
    Enrolment.objects.current().in_progress().filter(learner=person).update(withdrawn_at=at)
