"""Who has earned a principle, what a certificate is on a day, and how a code is read. No database."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from certificates.codes import ALPHABET, meant, new_code
from certificates.rules import State, pause_after, principle_earned, shows_facts, state

DAY = date(2026, 11, 22)
MOMENT = datetime(2026, 11, 20, 12)


@dataclass
class Held:
    revoked_at: datetime | None = None
    replaced_at: datetime | None = None
    withdrawn_at: datetime | None = None
    renewed_at: datetime | None = None
    expires_on: date | None = None


def test_all_published_modules_of_a_principle_earn_it():
    assert principle_earned({1, 2}, {1, 2, 9})


def test_one_missing_module_earns_nothing():
    assert not principle_earned({1, 2, 3}, {1, 2})


@pytest.mark.parametrize("published", [set(), {1}])
def test_a_principle_with_fewer_than_two_modules_awards_nothing(published):
    assert not principle_earned(published, {1, 2, 3})


def test_a_fresh_certificate_is_valid():
    assert state(Held(), DAY) == State.VALID


def test_it_is_valid_on_its_last_day_and_expired_on_the_next():
    held = Held(expires_on=DAY)
    assert state(held, DAY) == State.VALID
    assert state(held, DAY + timedelta(days=1)) == State.EXPIRED


def test_a_revocation_outweighs_everything_that_comes_later():
    assert state(Held(revoked_at=MOMENT, replaced_at=MOMENT, withdrawn_at=MOMENT), DAY) == State.REVOKED


def test_a_replaced_certificate_that_was_then_withdrawn_still_says_replaced():
    assert state(Held(replaced_at=MOMENT, withdrawn_at=MOMENT), DAY) == State.REPLACED


def test_only_what_stood_or_stands_shows_who_and_what():
    assert {s for s in State if shows_facts(s)} == {State.VALID, State.EXPIRED, State.RENEWED}


def test_pauses_double_and_end_at_five_minutes():
    assert [pause_after(n).seconds for n in (1, 2, 3, 40)] == [10, 20, 40, 300]


def test_a_code_has_at_least_75_random_bits():
    assert len(ALPHABET) ** 16 >= 2**75
    assert len({new_code() for _ in range(500)}) == 500


def test_a_code_is_understood_as_it_is_read_out_and_typed():
    code = new_code()
    assert (
        meant(code)
        == meant(code.lower())
        == meant(code.replace("-", " "))
        == meant(f" {code.replace('-', '')} ")
        == code
    )


def test_signs_that_look_alike_are_the_same_sign():
    assert meant("OIL0-0000-0000-00UV") == "0110-0000-0000-00VV"


@pytest.mark.parametrize("typed", ["", "7KQM", "7KQM-2XN4-VJ8R-WT3H-1", "\x00" * 16, "é" * 16, "x" * 10_000])
def test_what_cannot_be_a_code_is_none(typed):
    assert meant(typed) is None
