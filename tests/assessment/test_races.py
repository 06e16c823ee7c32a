"""One paper, many clicks at the same moment, on PostgreSQL: one attempt, one result, nothing lost that was acknowledged.

Each was seen to fail with its fault planted: the row lock taken out of `actions._locked` (submitting, answering), the
constraint of one open attempt together with the lock of the learner's record (starting).
"""

import pytest

from assessment import actions
from assessment.models import Attempt, AttemptAnswer
from assessment.signals import attempt_marked
from progress.actions import take_assessment
from tests.curriculum import AT, build_course, build_module, build_person, enrol
from tests.racing import at_once, overlapping
from tests.taking import right

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world():
    module, learner = build_module(), build_person("Ada Larch")
    enrol(learner, build_course(module))
    return learner, module


@pytest.fixture
def attempt(world):
    learner, module = world
    return take_assessment(learner=learner, module=module, at=AT)


def submitting(attempt):
    return lambda: actions.submit(attempt=Attempt.objects.get(pk=attempt.pk), at=AT)


def answering(attempt, position):
    return lambda: actions.save_answer(attempt=attempt, position=position, answer=right(attempt, position), at=AT)


def test_eight_submissions_at_once_are_one_result_told_once(attempt):
    told = []
    attempt_marked.connect(lambda attempt, **kwargs: told.append(attempt.pk), weak=False, dispatch_uid="race")
    results = at_once(*[submitting(attempt)] * 8)
    attempt_marked.disconnect(dispatch_uid="race")
    assert {(result.state, result.score) for result in results} == {("marked", 0)}
    assert told == [attempt.pk]


def test_eight_starts_at_once_are_one_attempt(world):
    learner, module = world
    attempts = at_once(*[lambda: take_assessment(learner=learner, module=module, at=AT)] * 8)
    assert {attempt.pk for attempt in attempts} == {Attempt.objects.get().pk}


def test_starts_past_the_door_of_progress_are_one_attempt_too(world):
    learner, module = world
    attempts = at_once(*[lambda: actions.start(learner=learner, module=module, at=AT)] * 8)
    assert {attempt.pk for attempt in attempts} == {Attempt.objects.get().pk}


def test_ten_answers_at_once_are_all_kept(attempt):
    at_once(*(answering(attempt, position) for position in range(1, 11)))
    assert actions.submit(attempt=attempt, at=AT).score == 10


def test_an_answer_that_is_being_kept_is_marked_by_the_submission_behind_it(attempt):
    _, result = overlapping(answering(attempt, 1), submitting(attempt))
    assert result.score == 1


def test_an_answer_behind_a_submission_is_refused(attempt):
    _, refusal = overlapping(submitting(attempt), answering(attempt, 1))
    assert isinstance(refusal, actions.AttemptClosed)


def test_every_answer_that_was_acknowledged_before_the_submission_is_marked(attempt):
    *replies, result = at_once(*(answering(attempt, position) for position in range(1, 8)), submitting(attempt))
    kept = [reply for reply in replies if isinstance(reply, AttemptAnswer)]
    refused = [reply for reply in replies if isinstance(reply, actions.AttemptClosed)]
    assert len(kept) + len(refused) == 7
    assert result.score == len(kept) == AttemptAnswer.objects.filter(correct=True).count()


def test_a_paper_is_either_submitted_or_closed_never_both(attempt):
    Attempt.objects.filter(pk=attempt.pk).update(expires_at=AT.replace(day=6))
    at_once(submitting(attempt), lambda: actions.close_stale(at=AT.replace(day=7)))
    attempt.refresh_from_db()
    assert (attempt.state == "marked") == (attempt.score is not None)
