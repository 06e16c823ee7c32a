"""How long a lesson is: 60 to 110 words a minute of reading, after the time that its activities take."""

from courses.integrity.findings import error, warning
from courses.textformat.walking import block_leaves, prose

LONGEST_LESSON = 10
SLOWEST, FASTEST = 60, 110
FAR_TOO_SLOW, FAR_TOO_FAST = 40, 150
ACTIVITY_MINUTES = {
    "knowledge_check": 0.5,
    "discussion": 0.5,
    "reflection": 1,
    "next_step": 1,
    "scenario": 1.5,
    "sorting": 2,
    "self_assessment": 3,
}
"""What an activity takes, its own words included: they are not counted as reading."""


def words(texts):
    return sum(len(text.split()) for text in texts)


def activity_minutes(lesson):
    return sum(ACTIVITY_MINUTES.get(block.type, 0) for block in lesson.blocks)


def reading_words(lesson):
    return sum(words(prose(block_leaves(block))) for block in lesson.blocks if block.type not in ACTIVITY_MINUTES)


def words_a_minute(lesson):
    """Reading words for each minute that the activities leave; 0 where they leave none."""
    left = lesson.minutes - activity_minutes(lesson)
    return reading_words(lesson) / left if left > 0 else 0


def judge_length(lesson):
    if lesson.minutes > LONGEST_LESSON:
        yield error("lesson-long", f"The lesson takes {lesson.minutes} minutes; make it {LONGEST_LESSON} or less.")
    left = lesson.minutes - activity_minutes(lesson)
    if left <= 0:
        message = f"The activities alone take {activity_minutes(lesson):g} of the lesson's {lesson.minutes} minutes."
        yield error("lesson-length", message)
        return
    pace, said = words_a_minute(lesson), reading_words(lesson)
    if SLOWEST <= pace <= FASTEST:
        return
    weigh = warning if FAR_TOO_SLOW <= pace <= FAR_TOO_FAST else error
    yield weigh(
        "lesson-length",
        f"{said} words of reading in {left:g} minutes besides the activities is {pace:.0f} a minute; "
        f"bring it to {SLOWEST * left:.0f} to {FASTEST * left:.0f} words, or change the minutes.",
    )
