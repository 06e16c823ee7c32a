"""What a result says of each thing that was chosen, and what stays back until a pass."""

from types import SimpleNamespace

import pytest

from assessment import results

CONTENT = {
    "kind": "multiple",
    "prompt": "Which are true?",
    "scenario": "",
    "explanation": "Both are in the Act.",
    "outcome": "o1",
    "options": [
        {"id": letter, "text": f"Option {letter}", "correct": letter in "AB", "feedback": f"Why {letter}"}
        for letter in "ABC"
    ],
}


def shown(*chosen, correct=False, passed=False):
    return results._question(1, CONTENT, SimpleNamespace(answer=list(chosen), correct=correct), passed)


def test_each_chosen_option_says_whether_it_was_right():
    assert [(note.words, note.right) for note in shown("A", "C").notes] == [("Option A", True), ("Option C", False)]


def test_what_was_not_chosen_stays_back_until_a_pass():
    failed, passed = shown("A", "C"), shown("A", "C", passed=True)
    assert "Option B" not in str(failed)
    assert (failed.right_words, failed.explanation) == ((), "")
    assert passed.right_words == ("Option A", "Option B")


@pytest.mark.parametrize(
    ("chosen", "correct", "lacks"), [("A", False, True), ("AB", True, False), ("AC", False, False)]
)
def test_right_but_not_all_of_it_is_said(chosen, correct, lacks):
    assert shown(*chosen, correct=correct).lacks_more == lacks
