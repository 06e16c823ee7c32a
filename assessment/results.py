"""A marked attempt as its learner sees it: what was right, what to read again. The key of a question not yet passed stays back."""

from dataclasses import dataclass

from courses.models import QuestionVersion

from . import rules
from .models import Attempt


@dataclass(frozen=True)
class OutcomeResult:
    text: str
    right: int
    asked: int
    lessons: tuple

    @property
    def revisit(self):
        return self.right < self.asked


@dataclass(frozen=True)
class Note:
    """One thing that the learner chose or placed: whether it was right, and what we say about it."""

    words: str
    right: bool
    feedback: str


@dataclass(frozen=True)
class QuestionResult:
    """`right_words` only after a pass."""

    position: int
    prompt: str
    scenario: str
    answered: bool
    correct: bool
    notes: tuple[Note, ...]
    right_words: tuple
    explanation: str

    @property
    def lacks_more(self):
        """Everything chosen was right, and something right was left out."""
        return self.answered and not self.correct and all(note.right for note in self.notes)


@dataclass(frozen=True)
class ReviewLine:
    """A question before the submission: what was asked and what the learner said, and nothing of what is right."""

    position: int
    prompt: str
    answer: tuple


def review(attempt: Attempt) -> list[ReviewLine]:
    versions = QuestionVersion.objects.in_bulk([entry["question"] for entry in attempt.paper])
    saved = {answer.position: answer.answer for answer in attempt.answers.all()}
    lines = []
    for position, entry in enumerate(attempt.paper, 1):
        content = versions[entry["question"]].content
        said = tuple(rules.in_words(content, saved[position])) if position in saved else ()
        lines.append(ReviewLine(position, content["prompt"], said))
    return lines


def by_outcome(attempt: Attempt) -> list[OutcomeResult]:
    """In the order of the module's outcomes, with the live lessons that teach each."""
    lessons = list(attempt.module.live_lessons())
    texts = {outcome["code"]: outcome["text"] for outcome in attempt.edition.content["outcomes"]}
    return [
        OutcomeResult(texts.get(code, "Other questions"), right, asked, tuple(x for x in lessons if code in x.outcomes))
        for code, (right, asked) in sorted(attempt.by_outcome.items())
    ]


def questions(attempt: Attempt) -> list[QuestionResult]:
    versions = QuestionVersion.objects.in_bulk([entry["question"] for entry in attempt.paper])
    answers = {answer.position: answer for answer in attempt.answers.all()}
    return [
        _question(position, versions[entry["question"]].content, answers.get(position), attempt.passed)
        for position, entry in enumerate(attempt.paper, 1)
    ]


def _question(position, content, saved, passed):
    return QuestionResult(
        position=position,
        prompt=content["prompt"],
        scenario=content["scenario"],
        answered=saved is not None,
        correct=bool(saved and saved.correct),
        notes=tuple(_notes(content, saved.answer)) if saved else (),
        right_words=tuple(_right_words(content)) if passed and not (saved and saved.correct) else (),
        explanation=content["explanation"] if passed else "",
    )


def _notes(content, answer):
    """In the learner's own order, so that a paper that was not passed does not give the right one away."""
    parts = {part["id"]: part for part in rules.parts(content)}
    notes = rules.feedback(content, answer)
    for part_id in answer if content["kind"] == "order" else notes:
        note = notes[part_id]
        words = parts[part_id].get("text") or f"{parts[part_id]['left']}: {parts[answer[part_id]]['right']}"
        yield Note(words, note["correct"], note["text"])


def _right_words(content):
    if content["kind"] == "match":
        return [f"{pair['left']}: {pair['right']}" for pair in content["pairs"]]
    if content["kind"] == "order":
        return [item["text"] for item in content["items"]]
    return [option["text"] for option in content["options"] if option.get("correct")]
