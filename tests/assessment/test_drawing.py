"""How a paper is drawn: every outcome asked, evenly; unseen questions first; nothing twice."""

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from assessment.rules import draw, shown_order

OUTCOMES = ("o1", "o2", "o3", "o4", "o5")


def bank(*sizes):
    """As many questions for each outcome in turn."""
    return [
        {"question_id": f"{code}-{n}", "outcome": code}
        for code, size in zip(OUTCOMES, sizes, strict=False)
        for n in range(size)
    ]


def ids(questions):
    return [question["question_id"] for question in questions]


def outcomes(questions):
    return Counter(question["outcome"] for question in questions)


banks = st.lists(st.integers(1, 6), min_size=1, max_size=5).map(lambda sizes: bank(*sizes))
chance = st.integers(0, 10_000).map(random.Random)


def test_ten_questions_of_five_outcomes_are_two_of_each():
    paper = draw(bank(3, 3, 3, 3, 3), set(), 10, random.Random(1))
    assert outcomes(paper) == dict.fromkeys(OUTCOMES, 2)


@given(banks, st.integers(1, 40), chance)
def test_a_paper_has_the_size_asked_for_or_the_whole_bank_and_nothing_twice(questions, size, rng):
    paper = ids(draw(questions, set(), size, rng))
    assert len(paper) == min(size, len(questions))
    assert len(set(paper)) == len(paper)
    assert set(paper) <= set(ids(questions))


@given(banks, chance)
def test_every_outcome_is_asked_when_the_paper_has_room_for_all(questions, rng):
    known = outcomes(questions)
    assert set(outcomes(draw(questions, set(), len(known), rng))) == set(known)


@given(banks, st.integers(1, 20), chance)
def test_outcomes_are_asked_evenly_as_far_as_the_bank_goes(questions, size, rng):
    asked, known = outcomes(draw(questions, set(), size, rng)), outcomes(questions)
    assert all(asked[a] >= min(known[a], asked[b] - 1) for a in known for b in asked)


@given(banks, st.integers(1, 20), chance, st.data())
def test_within_an_outcome_no_seen_question_is_asked_while_an_unseen_one_is_left(questions, size, rng, data):
    seen = set(data.draw(st.lists(st.sampled_from(ids(questions)))))
    paper = draw(questions, seen, size, rng)
    for code in outcomes(questions):
        left = [q for q in questions if q["outcome"] == code and q not in paper and q["question_id"] not in seen]
        repeated = [q for q in paper if q["outcome"] == code and q["question_id"] in seen]
        assert not (left and repeated)


def test_a_second_paper_from_a_bank_of_twice_the_size_repeats_nothing():
    questions = bank(4, 4, 4, 4, 4)
    first = set(ids(draw(questions, set(), 10, random.Random(1))))
    assert not first & set(ids(draw(questions, first, 10, random.Random(2))))


def test_the_same_chance_draws_the_same_paper_and_another_one_another():
    questions = bank(6, 6, 6, 6, 6)
    one, same, other = (ids(draw(questions, set(), 10, random.Random(seed))) for seed in (1, 1, 2))
    assert one == same != other


def test_an_empty_bank_draws_nothing():
    assert draw([], set(), 10, random.Random(1)) == []


@given(st.integers(3, 7), chance)
def test_an_order_question_never_starts_solved(size, rng):
    items = [{"id": f"i{n}"} for n in range(size)]
    order = shown_order({"kind": "order", "items": items}, rng)
    assert sorted(order) == sorted(item["id"] for item in items)
    assert order != [item["id"] for item in items]


def test_true_and_false_stay_in_their_order():
    content = {"kind": "true_false", "options": [{"id": "t"}, {"id": "f"}]}
    assert all(shown_order(content, random.Random(seed)) == ["t", "f"] for seed in range(20))
