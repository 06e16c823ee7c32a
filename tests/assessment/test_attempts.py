"""An attempt: its paper frozen at the start, its answers kept one by one, marked once, and closed for good."""

import random

import pytest

from assessment import actions
from assessment.models import Attempt, AttemptAnswer, AttemptState
from assessment.rules import InvalidAnswer
from assessment.signals import attempt_marked
from courses.editions import bank
from courses.models import QuestionVersion
from progress.actions import take_assessment
from tests.curriculum import AT, build_module, later, publish, question
from tests.taking import answer, right, sit, wrong


def questions(attempt):
    return [entry["question"] for entry in attempt.paper]


def asked(attempt):
    """The ids of its questions, whatever their version."""
    versions = QuestionVersion.objects.filter(pk__in=questions(attempt))
    return {str(pk) for pk in versions.values_list("question_id", flat=True)}


def test_a_paper_asks_two_questions_of_each_outcome_and_passes_at_eight(learner, module):
    attempt = sit(learner, allowing_it_first(module))
    assert attempt.by_outcome == {f"o{n}": [2, 2] for n in range(1, 6)}
    assert (attempt.asked, attempt.pass_mark, attempt.score, attempt.passed) == (10, 8, 10, True)


def allowing_it_first(module):
    module.by_assessment = True
    return publish(module)


def test_starting_again_returns_the_open_paper(learner, module, attempt):
    assert take_assessment(learner=learner, module=module, at=later(days=29)) == attempt


def test_an_answer_can_be_changed_until_the_paper_is_submitted(attempt):
    actions.save_answer(attempt=attempt, position=1, answer=wrong(attempt, 1), at=AT)
    actions.save_answer(attempt=attempt, position=1, answer=right(attempt, 1), at=later(hours=1))
    assert AttemptAnswer.objects.get().answer == right(attempt, 1)
    assert actions.submit(attempt=attempt, at=later(hours=2)).score == 1


def test_submitting_twice_gives_the_one_result_and_is_told_once(attempt):
    told = []
    attempt_marked.connect(lambda attempt, **kwargs: told.append(attempt.pk), weak=False, dispatch_uid="told")
    first = answer(attempt, score=8)
    again = actions.submit(attempt=attempt, at=later(days=3))
    attempt_marked.disconnect(dispatch_uid="told")
    assert (again.marked_at, again.score) == (first.marked_at, 8)
    assert told == [attempt.pk]


def test_a_stale_copy_of_the_attempt_submits_nothing_anew(attempt):
    two_tabs = Attempt.objects.get(pk=attempt.pk)
    answer(attempt, score=10)
    assert actions.submit(attempt=two_tabs, at=later(days=1)).marked_at == AT


def test_an_answer_after_the_submission_is_refused_and_changes_nothing(attempt):
    marked = actions.submit(attempt=attempt, at=AT)
    with pytest.raises(actions.AttemptClosed):
        actions.save_answer(attempt=marked, position=1, answer=right(attempt, 1), at=AT)
    assert not AttemptAnswer.objects.exists()


def test_a_paper_left_for_thirty_days_is_closed_and_is_no_fail(learner, module, attempt):
    expired = later(days=30)
    with pytest.raises(actions.AttemptClosed):
        actions.save_answer(attempt=attempt, position=1, answer=right(attempt, 1), at=expired)
    with pytest.raises(actions.AttemptClosed):
        actions.submit(attempt=attempt, at=expired)
    assert actions.close_stale(at=expired) == 1
    attempt.refresh_from_db()
    assert (attempt.state, attempt.passed, attempt.score) == (AttemptState.CLOSED, None, None)
    assert take_assessment(learner=learner, module=module, at=expired).number == 2


def test_a_new_paper_can_be_begun_before_the_nightly_closing(learner, module, attempt):
    assert take_assessment(learner=learner, module=module, at=later(days=31)) != attempt
    assert Attempt.objects.open().count() == 1


@pytest.mark.parametrize("position", [0, 11, -1])
def test_a_position_off_the_paper_is_refused(attempt, position):
    with pytest.raises(IndexError):
        actions.save_answer(attempt=attempt, position=position, answer="x", at=AT)


def test_an_option_of_another_question_is_refused(attempt):
    with pytest.raises(InvalidAnswer):
        actions.save_answer(attempt=attempt, position=1, answer=right(attempt, 2), at=AT)


def test_unanswered_questions_are_not_right(attempt):
    actions.save_answer(attempt=attempt, position=1, answer=right(attempt, 1), at=AT)
    marked = actions.submit(attempt=attempt, at=AT)
    assert (marked.score, marked.passed, sum(n for _, n in marked.by_outcome.values())) == (1, False, 10)


def test_a_retake_asks_unseen_questions_first(learner, module):
    module = allowing_it_first(module)
    first, second = sit(learner, module, score=0), sit(learner, module, score=0, at=later(hours=1))
    unseen = {q["question_id"] for q in bank(module)} - asked(first)
    assert unseen <= asked(second)
    assert second.number == 2


def test_the_paper_stays_as_it_was_when_the_bank_is_rewritten(learner, module, attempt):
    before, options = questions(attempt), right(attempt, 1)
    module.assessment = [question(code, n + 100) for n, code in enumerate(("o1", "o2", "o3", "o4", "o5") * 3)]
    module.pass_mark, module.paper_size = 9, 15
    publish(module)
    attempt.refresh_from_db()
    assert (questions(attempt), right(attempt, 1), attempt.pass_mark) == (before, options, 8)
    assert answer(attempt, score=8).passed


def test_a_paper_can_be_finished_after_the_module_was_unpublished(module, attempt):
    module.unpublish()
    assert answer(attempt, score=10).passed


def test_a_draft_of_the_bank_is_never_asked(learner, module):
    module.by_assessment = True
    publish(module)
    module.assessment = [question("o1", 900)]
    module.save_revision()
    assert sit(learner, module.__class__.objects.get(pk=module.pk)).asked == 10


def test_a_module_without_questions_has_nothing_to_ask(learner, course):
    module = build_module(course=course, questions=0, by_assessment=True)
    with pytest.raises(actions.NothingToAsk):
        take_assessment(learner=learner, module=module, at=AT)
    assert not Attempt.objects.exists()


def test_a_bank_smaller_than_the_paper_is_asked_whole_and_can_be_passed(learner, course):
    module = build_module(course=course, questions=6, by_assessment=True)
    attempt = sit(learner, module)
    assert (attempt.asked, attempt.pass_mark, attempt.passed) == (6, 6, True)


def test_the_same_chance_gives_the_same_paper(learner, colleague, module):
    one, other = (
        actions.start(learner=who, module=module, at=AT, rng=random.Random(5)) for who in (learner, colleague)
    )
    assert one.paper == other.paper
