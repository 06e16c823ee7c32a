"""What is held about what a learner showed: to show it to them, and to erase it with the account."""

from django.utils.html import strip_tags

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
        "activities": [{"lesson": a.lesson.title, "kind": a.get_kind_display(), "answer": _in_words(a), "at": a.at} for a in activities],
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


def _in_words(activity):
    """What was chosen, in the words of the lesson as it stands; an id stays where its words are gone."""
    block = next((one for one in activity.lesson.body.raw_data if one["id"] == str(activity.block_id)), None)
    if block is None:
        return activity.answer
    scale = [point["value"] for point in block["value"].get("scale", ())]
    return _said(activity.answer, dict(_parts(block["value"])), scale)


def _said(answer, words, scale):
    if isinstance(answer, dict):
        return {words.get(key, key): _said(one, words, scale) for key, one in answer.items()}
    if isinstance(answer, list):
        return [_said(one, words, scale) for one in answer]
    if isinstance(answer, int):
        return scale[answer] if answer < len(scale) else answer
    return words.get(answer, answer)


def _words(content):
    """By name, for PostgreSQL keeps the fields of JSON in an order of its own."""
    if not isinstance(content, dict):
        return content
    return next((content[name] for name in ("text", "title", "situation") if name in content), "")


def _parts(value):
    """(id, words) of whatever in a block has an id."""
    if isinstance(value, dict) and "id" in value:
        yield value["id"], strip_tags(_words(value["value"]))
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _parts(one)
