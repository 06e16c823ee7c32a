"""What a learner does to show what they know. Every door (page, task, test) calls these."""

import random
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max

from courses.editions import bank, current_edition, question_versions
from courses.models import QuestionVersion
from courses.questions import question_content

from . import rules
from .models import ActivityAnswer, Attempt, AttemptAnswer, AttemptState, CheckAnswer
from .signals import attempt_marked
from .statements import keep_answer


class AttemptClosed(Exception):
    """The attempt has been marked or has expired: nothing in it can change."""


class NothingToAsk(Exception):
    """The module has no questions, or has never been published."""


@transaction.atomic
def answer_check(*, learner, lesson, module, block, answer, at) -> CheckAnswer:
    """Mark and keep the answer to a knowledge check; a later answer replaces it. Raises rules.InvalidAnswer."""
    content = question_content(block.block_type, block.value)
    answer = rules.clean(content, answer)
    (version,) = question_versions(module=module, questions=[{"question_id": block.id, **content}], at=at)
    row = CheckAnswer(
        learner=learner,
        lesson=lesson,
        block_id=block.id,
        question=version,
        answer=answer,
        correct=rules.is_right(content, answer),
        at=at,
    )
    return _upsert(row, ["question", "answer", "correct", "at"])


def answer_activity(*, learner, lesson, block, answer, at) -> ActivityAnswer:
    """Keep where a learner stands in a scenario, sorting activity or self-assessment; `answer` has been cleaned by its form."""
    row = ActivityAnswer(learner=learner, lesson=lesson, block_id=block.id, kind=block.block_type, answer=answer, at=at)
    return _upsert(row, ["answer", "at"])


def start(*, learner, module, at, rng=None) -> Attempt:
    """The open attempt, or a new one with its paper frozen. Two starts at once make one attempt (unique constraint)."""
    try:
        with transaction.atomic():
            return _open_attempt(learner, module, at) or _new_attempt(learner, module, at, rng or random.SystemRandom())
    except IntegrityError:
        return Attempt.objects.of(learner, module).open().get()


def save_answer(*, attempt, position, answer, at) -> AttemptAnswer:
    """Keep one answer of an open attempt. Raises AttemptClosed, rules.InvalidAnswer, or IndexError for a position off the paper."""
    if not 1 <= position <= attempt.asked:
        raise IndexError(position)
    row = AttemptAnswer(attempt=attempt, position=position, at=at)
    row.answer = rules.clean(attempt.question(position).content, answer)
    if not keep_answer(row):
        raise AttemptClosed
    return row


@transaction.atomic
def submit(*, attempt, at) -> Attempt:
    """Mark the paper once: a second submission returns the same result. Raises AttemptClosed for one that expired."""
    attempt = _locked(attempt)
    if attempt.state == AttemptState.MARKED:
        return attempt
    if not is_open(attempt, at):
        raise AttemptClosed
    results = _mark_answers(attempt)
    attempt.state = AttemptState.MARKED
    attempt.marked_at = at
    attempt.score = sum(right for _, right in results)
    attempt.passed = attempt.score >= attempt.pass_mark
    attempt.by_outcome = rules.tally(results)
    attempt.save()
    attempt_marked.send(sender=Attempt, attempt=attempt, at=at)
    return attempt


def close_stale(*, at) -> int:
    """Close papers left unfinished for 30 days; it does not count as a fail."""
    return Attempt.objects.stale(at).update(state=AttemptState.CLOSED)


def is_open(attempt, at):
    return attempt.state == AttemptState.OPEN and at < attempt.expires_at


def _locked(attempt):
    return Attempt.objects.select_for_update().get(pk=attempt.pk)


def _open_attempt(learner, module, at):
    Attempt.objects.of(learner, module).stale(at).update(state=AttemptState.CLOSED)
    return Attempt.objects.of(learner, module).open().first()


def _new_attempt(learner, module, at, rng):
    edition = current_edition(module)
    questions = rules.draw(bank(module), _seen(learner, module), module.paper_size, rng)
    if not questions or edition is None:
        raise NothingToAsk
    versions = question_versions(module=module, questions=questions, at=at)
    last = Attempt.objects.of(learner, module).aggregate(last=Max("number"))["last"] or 0
    return Attempt.objects.create(
        learner=learner,
        module=module,
        edition=edition,
        number=last + 1,
        paper=[{"question": v.pk, "order": rules.shown_order(v.content, rng)} for v in versions],
        pass_mark=min(module.pass_mark, len(versions)),
        started_at=at,
        expires_at=at + timedelta(days=rules.PAPER_DAYS),
    )


def _seen(learner, module):
    papers = Attempt.objects.of(learner, module).values_list("paper", flat=True)
    asked = {entry["question"] for paper in papers for entry in paper}
    return {str(pk) for pk in QuestionVersion.objects.filter(pk__in=asked).values_list("question_id", flat=True)}


def _mark_answers(attempt):
    """[(outcome, right?)] along the paper; what was not answered is wrong."""
    questions = QuestionVersion.objects.in_bulk([entry["question"] for entry in attempt.paper])
    answers = {answer.position: answer for answer in attempt.answers.all()}
    results = []
    for position, entry in enumerate(attempt.paper, 1):
        content = questions[entry["question"]].content
        given = answers.get(position)
        if given:
            given.correct = rules.is_right(content, given.answer)
        results.append((content["outcome"], bool(given and given.correct)))
    AttemptAnswer.objects.bulk_update(answers.values(), ["correct"])
    return results


def _upsert(row, update_fields):
    unique_fields = ["learner", "lesson", "block_id"]
    type(row).objects.bulk_create(
        [row], update_conflicts=True, unique_fields=unique_fields, update_fields=update_fields
    )
    return row
