"""Rules for a question. Each case breaks one rule of a sound question and nothing else."""

from dataclasses import replace

import pytest

from courses.integrity.questions import AnswerKey, judge_key, judge_question, question_of
from tests.courses.sound import bank, check, match_question, options, order_question, question

TRUE_FALSE = (replace(options()[0], id="true"), replace(options()[1], id="false"))
TWO_RIGHT = (*options()[:3], replace(options()[3], correct=True))
ALL_RIGHT = tuple(replace(option, correct=True) for option in options())


def codes(found):
    return [finding.code for finding in found]


@pytest.mark.parametrize(
    "sound",
    [
        question(),
        question(options=options()[:3]),
        question(kind="true_false", options=TRUE_FALSE),
        question(kind="multiple", prompt="Choose all that apply.", options=TWO_RIGHT),
        order_question(),
        match_question(),
        question_of(check()),
    ],
)
def test_a_sound_question_of_every_kind_has_no_finding(sound):
    assert codes(judge_question(sound)) == []


BROKEN = {
    "question-kind": question(kind="essay"),
    "question-parts": question(items=order_question().items),
    "question-prompt": question(prompt=""),
    "option-count": question(options=options()[:2]),
    "no-right-answer": question(options=options()[1:]),
    "many-right-answers": question(options=TWO_RIGHT),
    "few-right-answers": question(kind="multiple", prompt="Choose all that apply.", options=options()),
    "no-wrong-answer": question(kind="multiple", prompt="Choose all that apply.", options=ALL_RIGHT),
    "all-that-apply": question(kind="multiple", options=TWO_RIGHT),
    "true-false-ids": question(kind="true_false", options=options()[:2]),
    "duplicate-options": question(options=(*options()[:3], replace(options()[0], id="e", correct=False))),
    "duplicate-id": question(options=(*options()[:3], replace(options()[3], id="a"))),
    "no-feedback": question(options=(*options()[:3], replace(options()[3], feedback=""))),
    "few-parts": order_question(items=order_question().items[:2]),
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_question_is_found_out(code):
    assert codes(judge_question(BROKEN[code])) == [code]


def test_two_items_to_put_in_order_may_not_say_the_same():
    items = (*order_question().items, replace(order_question().items[0], id="d"))
    assert codes(judge_question(order_question(items=items))) == ["duplicate-options"]


def test_two_pairs_may_not_share_a_side():
    pairs = (*match_question().pairs, replace(match_question().pairs[0], id="d", left="Something else"))
    assert codes(judge_question(match_question(pairs=pairs))) == ["duplicate-options"]


def test_differences_of_case_spaces_and_full_stops_do_not_make_an_option_another():
    said = replace(options()[3], text=f" {options()[0].text.upper()}. ")
    assert codes(judge_question(question(options=(*options()[:3], said)))) == ["duplicate-options"]


def test_every_item_and_pair_needs_feedback():
    for made, part in ((order_question(), "items"), (match_question(), "pairs")):
        entries = tuple(replace(entry, feedback="") for entry in getattr(made, part))
        assert codes(judge_question(replace(made, **{part: entries}))) == ["no-feedback"] * 3


def test_an_answer_key_that_is_spread_shows_no_pattern():
    assert codes(judge_key(bank())) == []
    assert AnswerKey(bank()).positions == {"a": 4, "b": 4, "c": 4, "d": 3}


def test_right_answers_in_one_place_are_a_pattern():
    assert codes(judge_key([question(f"q{n}", options=options(n % 2)) for n in range(8)])) == ["key-position"]


def test_right_answers_that_are_the_longest_are_a_pattern():
    longest = [
        replace(
            one, options=tuple(replace(o, text=o.text + " and write it down") if o.correct else o for o in one.options)
        )
        for one in bank()
    ]
    assert codes(judge_key(longest)) == ["key-longest"]
    assert codes(judge_key(longest[:2] + list(bank())[2:])) == []


def test_a_handful_of_questions_shows_no_pattern():
    assert codes(judge_key([question(f"q{n}") for n in range(5)])) == []
