"""Each outcome is taught and tested, each lesson has what teaches, and each ends with something to do."""

from collections import Counter
from dataclasses import replace

import pytest

from courses.textformat.walking import block_leaves, prose
from tests.content.broken import module_of, with_lesson, without_blocks

IN_EVERY_MODULE = {
    "case_study", "scenario", "reflection", "discussion", "checklist", "next_step", "key_fact", "knowledge_check",
}  # fmt: skip
QUESTIONS_FOR_AN_OUTCOME, QUESTIONS_IN_A_BANK = 3, 15
ASKING = {"reflection", "discussion"}
LAST_WORDS = {"text", "next_step"}


def untaught(module):
    taught = {outcome for lesson in module.lessons for outcome in lesson.outcomes}
    return {outcome.id for outcome in module.outcomes} - taught


def undertested(module):
    asked = Counter(question.outcome for question in module.questions)
    return {one.id for one in module.outcomes if asked[one.id] < QUESTIONS_FOR_AN_OUTCOME}


def lacking(module):
    return IN_EVERY_MODULE - {block.type for lesson in module.lessons for block in lesson.blocks}


def endless(lesson):
    """A lesson whose last block is neither words to the reader nor a step to take."""
    return lesson.blocks[-1].type not in LAST_WORDS


def test_every_outcome_is_taught_by_a_lesson(curriculum):
    assert {module.id: untaught(module) for module in curriculum.modules if untaught(module)} == {}


def test_every_outcome_is_tested_three_times(curriculum):
    assert {module.id: undertested(module) for module in curriculum.modules if undertested(module)} == {}


def test_every_bank_has_fifteen_questions_or_more_and_five_outcomes(curriculum):
    assert [m.id for m in curriculum.modules if len(m.questions) < QUESTIONS_IN_A_BANK or len(m.outcomes) != 5] == []


def test_every_module_has_the_blocks_that_teach(curriculum):
    assert {module.id: lacking(module) for module in curriculum.modules if lacking(module)} == {}


def test_every_lesson_has_one_knowledge_check(lessons):
    checks = {name: Counter(block.type for block in one.blocks)["knowledge_check"] for name, one in lessons.items()}
    assert {name: number for name, number in checks.items() if number != 1} == {}


def test_every_lesson_ends_with_something_to_do(lessons):
    assert [name for name, one in lessons.items() if endless(one)] == []


def test_only_the_last_lessons_step_is_the_modules_next_step(curriculum):
    steps = {m.id: sum(b.type == "next_step" for one in m.lessons for b in one.blocks) for m in curriculum.modules}
    assert set(steps.values()) == {1}
    last = [module.lessons[-1] for module in curriculum.modules]
    assert [one.file for one in last if "next_step" not in {block.type for block in one.blocks}] == []


def test_officers_and_councillors_are_each_asked_in_their_own_words(lessons):
    asked = [block for one in lessons.values() for block in one.blocks if block.type in ASKING]
    assert asked
    assert [block.id for block in asked if block.fields["officer"] == block.fields["councillor"]] == []


def test_no_prompt_promises_that_a_note_is_seen_by_no_one(lessons):
    said = " ".join(text for one in lessons.values() for block in one.blocks for text in prose(block_leaves(block)))
    assert "no one else can" not in said.casefold()


@pytest.mark.parametrize("kind", sorted(IN_EVERY_MODULE))
def test_a_module_without_a_kind_of_block_would_be_found(curriculum, kind):
    module = module_of(curriculum, "m09")
    bare = tuple(replace(one, blocks=without_blocks(one, kind)) for one in module.lessons)
    assert lacking(replace(module, lessons=bare)) == {kind}


def test_an_outcome_that_nobody_teaches_or_tests_would_be_found(curriculum):
    module = module_of(curriculum, "m04")
    bare = replace(module, lessons=tuple(replace(one, outcomes=("o1",)) for one in module.lessons))
    fewer = replace(module, questions=tuple(one for one in module.questions if one.outcome != "o2"))
    assert (untaught(bare), undertested(fewer)) == ({"o2", "o3", "o4", "o5"}, {"o2"})


def test_a_lesson_that_stops_at_its_question_would_be_found(curriculum):
    lesson = module_of(curriculum, "m04").lessons[0]
    stopped = with_lesson(curriculum, "m04/l01", blocks=lesson.blocks[:-1])
    assert endless(module_of(stopped, "m04").lessons[0])
