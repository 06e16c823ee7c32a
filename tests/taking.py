"""What learners do in tests, in one line each: complete lessons, and sit a paper well or badly."""

from assessment import actions as assessment
from assessment import rules
from courses.models import QuestionVersion
from progress import actions
from progress.models import ModuleRecord
from tests.curriculum import AT


def complete(learner, *lessons, at=AT):
    for lesson in lessons:
        actions.complete_lesson(learner=learner, lesson=lesson, at=at)


def record(learner, module):
    return ModuleRecord.objects.get(learner=learner, module=module)


def progress(learner, module):
    """(done, due) as stored."""
    stored = record(learner, module)
    return stored.lessons_done, stored.lessons_due


def right(attempt, position):
    return rules.right_answer(question(attempt, position))


def wrong(attempt, position):
    """Another option than the right one."""
    return next(option["id"] for option in question(attempt, position)["options"] if not option["correct"])


def question(attempt, position):
    return QuestionVersion.objects.get(pk=attempt.paper[position - 1]["question"]).content


def sit(learner, module, *, score=10, at=AT):
    """A paper begun, answered and submitted."""
    return answer(actions.take_assessment(learner=learner, module=module, at=at), score=score, at=at)


def answer(attempt, *, score=10, at=AT):
    """A paper answered with so many right answers, and submitted."""
    for position in range(1, attempt.asked + 1):
        given = right(attempt, position) if position <= score else wrong(attempt, position)
        assessment.save_answer(attempt=attempt, position=position, answer=given, at=at)
    return assessment.submit(attempt=attempt, at=at)
