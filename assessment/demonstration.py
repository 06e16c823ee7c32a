"""A named learner of the demonstration sits a paper, by the product's own actions."""

from . import actions, rules


def answer_checks(*, learner, lesson, module, at):
    """Every knowledge check of a lesson, rightly."""
    for block in lesson.body:
        if block.block_type == "knowledge_check":
            content = actions.question_content(block.block_type, block.value)
            right = rules.right_answer(content)
            actions.answer_check(learner=learner, lesson=lesson, module=module, block=block, answer=right, at=at)


def fill_in(*, attempt, right, at):
    """So many questions answered rightly and the others left out; submitted."""
    for position in range(1, right + 1):
        answer = rules.right_answer(attempt.question(position).content)
        actions.save_answer(attempt=attempt, position=position, answer=answer, at=at)
    return actions.submit(attempt=attempt, at=at)
