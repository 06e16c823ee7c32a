"""What there is to remind somebody of, and of what first. No database."""

from datetime import date, datetime, timedelta

from mail.rules import LONDON
from progress.occasions import Facts, first_new, is_near, occasions

NOW = datetime(2026, 10, 5, 10, tzinfo=LONDON)
WEEK = timedelta(days=7)


def facts(**known):
    return Facts(**{"person": "p", "last_active_at": NOW - 3 * WEEK, "unfinished": True} | known)


def first(known=(), **given):
    found = first_new(facts(**given), known, NOW)
    return found and found.template


def test_the_most_useful_comes_first():
    everything = {
        "steps": [(1, NOW.date())],
        "nearly": [2],
        "last_modules": [3],
        "editions": [(4, NOW - WEEK)],
        "confidence": True,
    }
    order = [occasion.template for occasion in occasions(facts(**everything), NOW)]
    assert order == ["next_step", "nearly_there", "last_module", "new_material", "three_months", "idle"]


def test_what_was_sent_makes_room_for_the_next():
    assert first(nearly=[2]) == "nearly_there"
    assert first(nearly=[2], known={"nearly:p:2"}) == "idle"


def test_nothing_to_say_is_nothing():
    assert first(unfinished=False) is None


def test_a_next_step_is_near_from_three_days_before_until_three_weeks_after():
    day = NOW.date()
    near = [n for n in range(-30, 30) if is_near(day + timedelta(days=n), NOW)]
    assert (near[0], near[-1]) == (-21, 3)


def test_the_date_is_that_of_london():
    late = datetime(2026, 7, 1, 23, 30, tzinfo=LONDON)
    assert is_near(date(2026, 7, 4), late)
    assert not is_near(date(2026, 7, 5), late)


def test_new_material_is_news_for_sixty_days():
    assert first(editions=[(4, NOW - timedelta(days=60))]) == "new_material"
    assert first(editions=[(4, NOW - timedelta(days=61))]) == "idle"


def test_invitations_to_go_on_are_two_weeks_apart():
    assert first(nudged_at=[NOW - WEEK]) is None
    assert first(nudged_at=[NOW - 2 * WEEK]) == "idle"


def test_each_invitation_to_go_on_has_a_key_of_its_own_until_somebody_came_back():
    sent = [NOW - 4 * WEEK, NOW - 2 * WEEK]
    keys = {first_new(facts(nudged_at=sent[:n], last_active_at=NOW - 6 * WEEK), (), NOW).key for n in range(3)}
    assert keys == {"idle:p:20260824:0", "idle:p:20260824:1", "idle:p:20260824:2"}
