"""Dates of sources as people write them: the day, the month or the year, as far as it is known."""

from datetime import date

from django.utils.dateformat import format as written


def in_words(value):
    """`2018-07-04` as 4 July 2018, `2018-07` as July 2018; anything else as it stands."""
    parts = str(value or "").split("-")
    try:
        if len(parts) == 3:
            return written(date(*map(int, parts)), "j F Y")
        if len(parts) == 2:
            return written(date(*map(int, parts), 1), "F Y")
    except (TypeError, ValueError):
        pass
    return str(value or "")
