"""Dates of sources, as far as they are known."""

import pytest

from look.dates import in_words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2018-07-04", "4 July 2018"),
        ("2018-07", "July 2018"),
        ("2018", "2018"),
        ("about 2021", "about 2021"),
        ("2018-13", "2018-13"),
        ("mid-2019", "mid-2019"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(written, read):
    assert in_words(written) == read
