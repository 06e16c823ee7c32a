"""How a question does: facility, discrimination, and the flag that sends an editor to it. Pure."""

import pytest

from assessment.statistics import Tally, flag


def tally(*papers):
    """papers: (right here?, share right of the rest), each as often as 15 learners."""
    result = Tally()
    for right, rest in papers * 15:
        result.add(right=right, rest=rest)
    return result


def test_a_question_that_the_better_ones_get_right_discriminates_wholly():
    assert tally((True, 0.9), (False, 0.1)).discrimination == pytest.approx(1)


def test_a_question_that_the_better_ones_get_wrong_discriminates_below_nought():
    assert tally((False, 0.9), (True, 0.1)).discrimination == pytest.approx(-1)


def test_the_correlation_is_the_one_of_the_textbook():
    """x = 1 1 0 0, y = .8 .4 .6 .2: Pearson's r = 0.4472."""
    assert tally((True, 0.8), (True, 0.4), (False, 0.6), (False, 0.2)).discrimination == pytest.approx(0.4472, abs=1e-4)


@pytest.mark.parametrize("papers", [[(True, 0.9), (True, 0.1)], [(True, 0.5), (False, 0.5)]])
def test_where_all_are_alike_nothing_is_said(papers):
    assert tally(*papers).discrimination is None


def test_a_few_learners_make_no_correlation():
    few = Tally()
    for right in (True, False) * 14:
        few.add(right=right, rest=0.9 if right else 0.1)
    assert few.discrimination is None


@pytest.mark.parametrize(
    ("facility", "discrimination", "expected"),
    [
        (60, 0.4, ""),
        (60, None, ""),
        (None, None, ""),
        (29, 0.4, "too_hard"),
        (96, 0.4, "too_easy"),
        (60, 0.05, "weak"),
        (29, -0.1, "misleading"),
    ],
)
def test_the_gravest_reason_is_named(facility, discrimination, expected):
    assert flag(facility, discrimination) == expected
