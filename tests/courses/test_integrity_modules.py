"""Rules for a module as a whole. Each case breaks one rule of a sound module and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from courses.integrity import ERROR, WARNING, judge_module
from courses.integrity.modules import TEACHING as NEEDED
from tests.courses.sound import TEACHING, TODAY, bank, curriculum, lesson, module, question

OUTCOMES = tuple(outcome.id for outcome in module().outcomes)


def found(**changes):
    return judge_module(module(**changes), curriculum(), on=TODAY)


def codes(**changes):
    return [finding.code for finding in found(**changes)]


def taught(*outcomes):
    """Lessons that teach these outcomes."""
    return tuple(replace(one, outcomes=outcomes) for one in module().lessons)


def test_a_sound_module_has_no_finding():
    assert codes() == []


BROKEN = {
    "no-summary": {"summary": ""},
    "no-principle": {"principle": "p9"},
    "related-principle": {"related": ("p1",)},
    "no-audience": {"audiences": ()},
    "unknown-source": {"sources": ("rumour",)},
    "no-review-date": {"review_on": None},
    "review-passed": {"review_on": date(2026, 11, 21)},
    "legal-review": {"legal_review": True},
    "outcome-not-taught": {"lessons": taught("o1", "o2", "o3", "o4")},
    "paper-size": {"paper_size": 9},
    "pass-mark-high": {"pass_mark": 11},
    "pass-mark-low": {"pass_mark": 4},
    "duplicate-question": {"questions": (*bank(), replace(bank()[0], id="q99"))},
    "question-outcome": {"questions": (*bank(), question("q99", outcome=""))},
    "no-explanation": {"questions": (*bank(), question("q99", explanation=""))},
    "no-right-answer": {"questions": (*bank(), question("q99", options=question().options[1:]))},
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_module_is_found_out(code):
    assert codes(**BROKEN[code]) == [code]


def test_a_module_whose_review_is_due_today_is_in_time():
    assert codes(review_on=TODAY) == []


def test_a_question_may_not_test_what_is_no_outcome():
    assert codes(questions=(*bank(), question("q99", outcome="o9"))) == ["question-outcome"]


def test_a_bank_of_fourteen_is_too_small_and_leaves_an_outcome_with_two():
    assert codes(questions=bank()[1:]) == ["outcome-not-tested", "bank-small"]


def test_a_bank_may_not_be_smaller_than_the_paper():
    outcomes = tuple(replace(module().outcomes[0], id=f"o{n}") for n in range(1, 9))
    assert "bank-small" in codes(outcomes=outcomes, paper_size=16, pass_mark=8)


@pytest.mark.parametrize("type_", NEEDED)
def test_a_module_has_every_kind_of_block_that_teaches(type_):
    blocks = [block for block in TEACHING if block.type != type_]
    lessons = (lesson("l01", outcomes=OUTCOMES), lesson("l02", *blocks, minutes=9))
    assert codes(lessons=lessons) == [f"no-{type_.replace('_', '-')}"]


def test_a_module_without_a_lesson_teaches_nothing():
    assert {"no-lesson", "outcome-not-taught"} <= set(codes(lessons=()))


@pytest.mark.parametrize(("field", "code"), [("id", "duplicate-id"), ("slug", "duplicate-slug")])
def test_two_lessons_share_no_name(field, code):
    first, second = module().lessons
    assert codes(lessons=(first, replace(second, **{field: getattr(first, field)}))) == [code]


def test_two_questions_or_outcomes_share_no_id():
    assert codes(questions=(*bank(), question("q00", prompt="Another?"))) == ["duplicate-id"]
    assert "duplicate-id" in codes(outcomes=(*module().outcomes, module().outcomes[0]))


def test_a_live_module_is_judged_over_its_live_lessons():
    drafted = [replace(one, status="draft") for one in module().lessons]
    assert "no-lesson" in codes(lessons=tuple(drafted))
    assert "no-scenario" in codes(lessons=(module().lessons[0], drafted[1]))


def test_a_draft_lesson_of_a_live_module_stops_nothing():
    unfinished = lesson("l03", status="draft", summary="", blocks=())
    severities = {one.severity for one in found(lessons=(*module().lessons, unfinished))}
    assert severities == {WARNING}


def test_a_draft_module_is_judged_over_all_its_lessons_and_stopped_by_none():
    made = found(status="draft", principle="", lessons=(lesson("l01", status="draft", blocks=()),))
    assert {one.severity for one in made} == {WARNING}
    assert {"no-principle", "empty-lesson"} <= {one.code for one in made}


def test_a_finding_names_its_place():
    [one] = found(questions=(*bank(), question("q99", outcome="")))
    assert (one.place, one.severity) == ("m01/q99", ERROR)
    assert str(one).startswith("m01/q99: error: The question tests no outcome")
