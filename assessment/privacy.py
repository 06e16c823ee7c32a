"""What is held about what a learner showed: to show it to them, and to erase it with the account."""

from people.privacy import ACCOUNT, PUBLIC_TASK, PersonalField

from .models import ActivityAnswer, Attempt, AttemptAnswer, CheckAnswer

REGISTER = (
    PersonalField(
        "assessment.CheckAnswer",
        "*",
        "Feedback in a lesson, and finding questions that fail learners",
        PUBLIC_TASK,
        ACCOUNT,
    ),
    PersonalField(
        "assessment.ActivityAnswer",
        "*",
        "Private self-assessment, scenarios and sorting, for the learner alone",
        PUBLIC_TASK,
        ACCOUNT,
    ),
    PersonalField(
        "assessment.Attempt", "*", "Marking an assessment once, and showing its result", PUBLIC_TASK, ACCOUNT
    ),
)


def export(person):
    """What this app holds about a person, as plain values. Questions of an open paper stay closed, and the key always."""
    attempts = Attempt.objects.filter(learner=person).select_related("module")
    checks = CheckAnswer.objects.filter(learner=person).select_related("lesson", "question")
    activities = ActivityAnswer.objects.filter(learner=person).select_related("lesson")
    return {
        "knowledge checks": [
            {"lesson": c.lesson.title, "question": c.question.content["prompt"], "right": c.correct, "at": c.at} for c in checks
        ],
        "activities": [{"lesson": a.lesson.title, "kind": a.get_kind_display(), "answer": a.answer, "at": a.at} for a in activities],
        "assessments": [
            {"module": a.module.title, "attempt": a.number, "state": a.get_state_display(), "started": a.started_at,
             "marked": a.marked_at, "score": a.score, "asked": a.asked, "passed": a.passed}
            for a in attempts
        ],
    }  # fmt: skip


def erase(person, *, at):
    """All of it goes: that a module was completed stands on its record, and needs no answers."""
    AttemptAnswer.objects.filter(attempt__learner=person).delete()
    for model in (Attempt, CheckAnswer, ActivityAnswer):
        model.objects.filter(learner=person).delete()
