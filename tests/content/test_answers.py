"""A question is answered by knowing: neither the place of the right answer, nor its length or wording, gives it away."""

from collections import Counter
from dataclasses import replace

import pytest

from courses.integrity.questions import AnswerKey
from tests.content.broken import module_of, reworded
from tests.content.tricks import TRICKS, places, share_found, singles

MOST_OF_ALL, MOST_OF_A_BANK = 0.36, 0.55  # a quarter is chance; a bank is small, and so swings further
MOST_LONGEST = 0.25
MOST_IN_ONE_PLACE = 0.4
LEAST_OF_A_KIND = {"multiple": 2, "order": 1, "match": 1}
HARD_CASES = ("Birmingham", "Hackney", "Redcar", "Gloucester", "Thurrock")


def all_singles(curriculum):
    return singles(question for module in curriculum.modules for question in module.questions)


def parts(question):
    return (*question.options, *question.items, *question.pairs)


@pytest.mark.parametrize("name", TRICKS)
def test_no_trick_finds_the_right_answers(curriculum, name):
    assert share_found(all_singles(curriculum), TRICKS[name]) <= MOST_OF_ALL
    found = {m.id: share_found(singles(m.questions), TRICKS[name]) for m in curriculum.modules}
    assert {ident: share for ident, share in found.items() if share > MOST_OF_A_BANK} == {}


def test_the_right_answer_is_the_longest_no_more_often_than_chance(curriculum):
    keys = {module.id: AnswerKey(module.questions) for module in curriculum.modules}
    assert {ident: key.longest for ident, key in keys.items() if key.longest > MOST_LONGEST * key.count} == {}


def test_right_answers_are_spread_over_the_places(curriculum):
    for module in curriculum.modules:
        stand = places(singles(module.questions))
        assert set(stand) == set("abcd"), module.id
        assert max(stand.values()) <= MOST_IN_ONE_PLACE * stand.total(), module.id


def test_every_bank_asks_in_several_ways(curriculum):
    for module in curriculum.modules:
        kinds = Counter(question.kind for question in module.questions)
        assert {kind: kinds[kind] for kind in LEAST_OF_A_KIND if kinds[kind] < LEAST_OF_A_KIND[kind]} == {}, module.id
        assert sum(bool(question.scenario) for question in module.questions) >= 3, module.id


def test_everything_that_can_be_chosen_has_feedback_of_its_own(curriculum):
    for module in curriculum.modules:
        said = Counter(part.feedback for question in module.questions for part in parts(question))
        assert [feedback for feedback, number in said.items() if number > 1 or len(feedback.split()) < 3] == []


def test_every_question_ends_with_a_point_to_remember(curriculum):
    assert [q.id for module in curriculum.modules for q in module.questions if not q.explanation] == []


def test_no_council_in_a_hard_case_is_an_answer(curriculum):
    words = [option.text for m in curriculum.modules for question in m.questions for option in question.options]
    assert [text for text in words if any(name in text for name in HARD_CASES)] == []


@pytest.mark.parametrize("name", ["the longest", "the one that joins two things", "several tricks at once"])
def test_a_bank_that_gives_itself_away_would_be_found(curriculum, name):
    questions = [
        reworded(one, "Ask what people do, and change what stops them", "Wait, since all is well")
        for one in singles(module_of(curriculum, "m11").questions)
    ]
    assert share_found(questions, TRICKS[name]) == 1


def test_a_bank_with_its_right_answers_in_one_place_would_be_found(curriculum):
    first = [
        replace(one, options=tuple(sorted(one.options, key=lambda option: not option.correct)))
        for one in singles(module_of(curriculum, "m11").questions)
    ]
    assert set(places(first)) == {"a"}
