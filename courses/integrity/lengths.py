"""How long a lesson is. Counted are all the words that a learner meets: half of feedback and consequences, as one meets
those of one's own choices. The fewest are 60 for each minute that thinking and writing leave, the most 110 for each of
all its minutes."""

from courses.integrity.findings import error, warning
from courses.textformat.walking import block_leaves, words_met

LONGEST_LESSON = 10
FEWEST, MOST = 60, 110
FAR = 1.25
ACTIVITY_MINUTES = {
    "knowledge_check": 0.5,
    "discussion": 0.5,
    "reflection": 1,
    "next_step": 1,
    "scenario": 1.5,
    "sorting": 2,
    "self_assessment": 3,
}
"""What one spends on it besides reading its words."""


def activity_minutes(lesson):
    return sum(ACTIVITY_MINUTES.get(block.type, 0) for block in lesson.blocks)


def lesson_words(lesson):
    return round(sum(words_met(block_leaves(block)) for block in lesson.blocks))


def judge_length(lesson):
    if lesson.minutes > LONGEST_LESSON:
        yield error("lesson-long", f"The lesson takes {lesson.minutes} minutes; make it {LONGEST_LESSON} or less.")
    doing, count = activity_minutes(lesson), lesson_words(lesson)
    if doing >= lesson.minutes:
        message = f"The activities alone take {doing:g} of the {lesson.minutes} minutes; take one out, or add minutes."
        yield error("lesson-length", message)
    fewest, most = round(FEWEST * max(lesson.minutes - doing, 0)), MOST * lesson.minutes
    if fewest <= count <= most:
        return
    weigh = warning if fewest / FAR <= count <= most * FAR else error
    message = f"{count} words do not fit {lesson.minutes} minutes: write {fewest} to {most}, or change the minutes."
    yield weigh("lesson-length", message)
