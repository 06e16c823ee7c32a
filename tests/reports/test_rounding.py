"""What one number shows, and what may be computed from it."""

import pytest

from look import counts
from reports import disclosure


@pytest.mark.parametrize(
    ("number", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (102, 100)]
)
def test_nought_is_shown_small_numbers_are_withheld_and_the_rest_goes_to_the_nearest_five(number, shown):
    assert counts.rounded(number) == shown


def test_an_interval_holds_exactly_the_numbers_that_are_shown_so():
    for number in [0, *range(5, 500)]:
        low, high = disclosure.interval(counts.rounded(number))
        assert low <= number <= high
        assert {counts.rounded(n) for n in range(low, high + 1)} == {counts.rounded(number)}
        assert counts.rounded(high + 1) != counts.rounded(number)


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(5, 15, 33), (10, 15, 67), (1000, 3000, 33), (0, 20, 0), (25, 20, 100), (5, 40, 13)]
)
def test_a_percentage_is_whole_and_of_the_rounded_numbers(part, whole, percent):
    assert counts.percent(part, whole) == percent


@pytest.mark.parametrize(("part", "whole"), [(None, 100), (5, None), (5, 10), (0, 0)])
def test_there_is_no_percentage_of_what_is_withheld_or_on_a_base_that_may_be_under_ten(part, whole):
    assert counts.percent(part, whole) is None


@pytest.mark.parametrize(("number", "group"), [(0, 3), (3, 3), (6, 6), (0, 9), (9, 9), (11, 12)])
def test_all_or_none_of_a_small_group_is_telling(number, group):
    assert disclosure.tells_of_everybody(number, group)


@pytest.mark.parametrize(("number", "group"), [(6, 9), (0, 13), (40, 40), (0, 0)])
def test_some_of_a_group_or_all_of_a_large_one_is_not_telling(number, group):
    assert not disclosure.tells_of_everybody(number, group)


def test_nought_is_said_of_nobody_and_of_many_but_not_of_a_few():
    assert [disclosure.nought(group) for group in (0, None, 5, 10, 15)] == [0, None, None, None, 0]
