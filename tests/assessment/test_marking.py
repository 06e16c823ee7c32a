"""How an answer is marked, and what is no answer at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.rules import InvalidAnswer, clean, feedback, in_words, is_right, right_answer, tally

SINGLE = {
    "kind": "single",
    "options": [
        {"id": "a", "text": "A", "correct": False, "feedback": "No"},
        {"id": "b", "text": "B", "correct": True, "feedback": "Yes"},
        {"id": "c", "text": "C", "correct": False, "feedback": "Not that"},
    ],
}
MULTIPLE = SINGLE | {"kind": "multiple", "options": [o | {"correct": o["id"] != "a"} for o in SINGLE["options"]]}
ORDER = {"kind": "order", "items": [{"id": i, "text": i, "feedback": f"About {i}"} for i in "xyz"]}
MATCH = {"kind": "match", "pairs": [{"id": i, "left": i, "right": i.upper(), "feedback": ""} for i in "pqr"]}
EVERY_KIND = [SINGLE, MULTIPLE, ORDER, MATCH]

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.sampled_from(list("abcxyzpqr")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(list("pqrx")), inner, max_size=4),
    max_leaves=6,
)


@pytest.mark.parametrize("content", EVERY_KIND, ids=lambda content: content["kind"])
def test_the_right_answer_is_right(content):
    assert is_right(content, clean(content, right_answer(content)))


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (SINGLE, "a"),
        (MULTIPLE, ["b"]),
        (MULTIPLE, ["a", "b", "c"]),
        (ORDER, ["y", "x", "z"]),
        (MATCH, {"p": "q", "q": "p", "r": "r"}),
    ],
)
def test_nothing_less_than_the_whole_answer_is_right(content, answer):
    assert not is_right(content, clean(content, answer))


def test_several_right_options_may_come_in_any_order():
    assert is_right(MULTIPLE, clean(MULTIPLE, ["c", "b"]))


def marked(content, answer):
    """True or False, or None for what is refused."""
    try:
        return is_right(content, clean(content, answer))
    except InvalidAnswer:
        return None


@given(st.sampled_from(EVERY_KIND), anything)
def test_whatever_is_sent_is_either_marked_or_refused(content, answer):
    verdict = marked(content, answer)
    assert verdict in (True, False, None)
    assert verdict is None or feedback(content, clean(content, answer))


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (SINGLE, "d"),
        (SINGLE, ["b"]),
        (SINGLE, None),
        (MULTIPLE, []),
        (MULTIPLE, ["b", "b"]),
        (MULTIPLE, "bc"),
        (ORDER, ["x", "y"]),
        (ORDER, ["x", "y", "y"]),
        (ORDER, ["x", "y", "z", "z"]),
        (MATCH, {"p": "p", "q": "q"}),
        (MATCH, {"p": "p", "q": "q", "r": "elsewhere"}),
        (MATCH, {"p": ["p"], "q": "q", "r": "r"}),
        (MATCH, [["p", "p"]]),
    ],
)
def test_an_unknown_id_a_missing_part_and_a_wrong_shape_are_refused(content, answer):
    with pytest.raises(InvalidAnswer):
        clean(content, answer)


def test_feedback_speaks_only_of_what_was_chosen():
    assert feedback(SINGLE, "a") == {"a": {"text": "No", "correct": False}}
    assert set(feedback(MULTIPLE, ["a", "b"])) == {"a", "b"}


def test_feedback_on_an_order_says_for_each_whether_it_stands_right():
    assert {i: note["correct"] for i, note in feedback(ORDER, ["x", "z", "y"]).items()} == {
        "x": True,
        "y": False,
        "z": False,
    }


def test_an_answer_is_read_back_in_words_without_a_word_of_what_is_right():
    assert in_words(SINGLE, "a") == ["A"]
    assert in_words(MULTIPLE, ["a", "c"]) == ["A", "C"]
    assert in_words(ORDER, ["z", "x", "y"]) == ["z", "x", "y"]
    assert in_words(MATCH, {"p": "q", "q": "p", "r": "r"}) == ["p: Q", "q: P", "r: R"]


def test_a_result_counts_right_and_asked_by_outcome():
    assert tally([("o1", True), ("o1", False), ("o2", True)]) == {"o1": [1, 2], "o2": [1, 1]}
