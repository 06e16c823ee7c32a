"""What an activity block shows its reader: where to post, what was answered, and what follows from it."""

from dataclasses import dataclass, field

from django.urls import reverse

from assessment import rules as marking
from courses.models import ModulePage
from declaration.principles import PRINCIPLES
from people import kept

from .learning_log import version

PRIVATE = ("reflection", "next_step")
WEAK = 1  # at this point of the scale or lower, a statement suggests its modules


@dataclass
class Activity:
    """The `activity` of a block template (docs/look.md). Empty where the reader cannot answer."""

    url: str = ""
    sign_in_url: str = ""
    answer: object = None
    result: dict | None = None
    errors: list = field(default_factory=list)
    entry: str = ""
    version: str = ""  # of the words as stored
    other: str = ""  # words that another tab stored meanwhile
    is_kept: bool = False  # the entry is what came after the session had ended
    writer: str = ""
    by: dict = field(default_factory=dict)
    scores: list = field(default_factory=list)
    suggestions: list = field(default_factory=list)


def activity(part, lesson, module_id, state, *, sign_in_url="") -> Activity:
    shown = Activity(sign_in_url="" if state.signed_in else sign_in_url)
    if not state.enrolled:
        return shown
    shown.url = post_url(part.type, lesson.pk, module_id, part.block_id)
    fill(shown, part, answer=state.answers.get(part.block_id), entry=state.entries.get(part.block_id))
    return shown


def private(shown, request):
    """What private writing needs of its reader: a mark of whose it is, and words that came after the session had ended."""
    shown.writer = kept.token(request.user)
    words = kept.words(request, shown.url)
    if words is not None:
        shown.entry, shown.is_kept, shown.result = words, True, None
    return shown


def post_url(block_type, lesson_id, module_id, block_id):
    door = {"knowledge_check": "answer-check", "reflection": "write-entry"}.get(block_type, "answer-activity")
    if block_type == "next_step":
        return reverse("progress:write-next-step", args=[module_id, lesson_id, block_id])
    return reverse(f"progress:{door}", args=[lesson_id, block_id])


def fill(shown, part, *, answer=None, entry=None):
    """Put an answer or private writing, and what follows from it, into an Activity."""
    if entry:
        shown.entry, by = entry
        shown.version = version(shown.entry)
        shown.by = {"day": by.day, "month": by.month, "year": by.year} if by else {}
        shown.result = {"correct": True}
    if answer is not None:
        _FILLERS[part.type](shown, part.value, answer)
    return shown


def _check(shown, value, answer):
    content = {"kind": value.kind, "options": value.options}
    shown.answer = answer if isinstance(answer, list) else [answer]
    known = {option.id for option in value.options}
    if not set(shown.answer) <= known:
        shown.answer = None  # the question was rewritten since; it may be answered anew
        return
    shown.result = {"correct": marking.is_right(content, answer), "feedback": marking.feedback(content, answer)}


def _sorting(shown, value, answer):
    shown.answer = answer
    notes = {
        item.id: {"text": item.feedback, "correct": answer.get(item.id) == item.group}
        for item in value["items"]
        if item.id in answer
    }
    shown.result = {"correct": all(note["correct"] for note in notes.values()), "feedback": notes}


def _scenario(shown, value, answer):
    shown.answer = answer


def _self_assessment(shown, value, answer):
    shown.answer = answer
    shown.result = {"correct": True}
    shown.scores = scores(value, answer)
    shown.suggestions = suggestions(value, answer)


_FILLERS = {"knowledge_check": _check, "sorting": _sorting, "scenario": _scenario, "self_assessment": _self_assessment}


def scores(value, answer) -> list[dict]:
    """[{principle, score, out_of}] for the principles that the statements ask about."""
    top = len(value.scale) - 1
    rated = [(s.principle, answer[s.id]) for s in value.statements if s.id in answer]
    totals = []
    for principle in PRINCIPLES:
        points = [point for p, point in rated if p == principle]
        if points:
            totals.append({"principle": principle, "score": sum(points), "out_of": top * len(points)})
    return totals


def suggestions(value, answer) -> list[dict]:
    """[{title, url, reason}] of the modules that the lowest-rated statements name, lowest first; none where all is well."""
    low = sorted((answer[s.id], n, s) for n, s in enumerate(value.statements) if answer.get(s.id, WEAK + 1) <= WEAK)
    named = list(dict.fromkeys(code for _, _, s in low for code in s.modules))
    found = {m.code: m for m in ModulePage.objects.filter(code__in=named)}
    reason = {code: s.principle.short_name for _, _, s in reversed(low) for code in s.modules}
    return [
        {"title": found[c].title, "url": found[c].url if found[c].live else "", "reason": reason[c]}
        for c in named
        if c in found
    ][:5]
