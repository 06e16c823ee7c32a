"""A term of office ends on its day; the person keeps what they learnt, and is offered a second address before."""

from datetime import timedelta

import pytest
import time_machine

from mail.models import Message
from people import actions, tasks, terms
from people.models import Standing
from people.permissions import current_membership
from tests.cast import JOINED_AT, make_council

TODAY = JOINED_AT.date()


@pytest.fixture
def membership(learner):
    return learner.memberships.get()


@pytest.fixture
def inside(client, learner):
    with time_machine.travel(JOINED_AT, tick=False):
        client.force_login(learner)
        yield client


def say(browser, membership, day):
    parts = {f"term_ends_on-{part}": getattr(day, part, "") for part in ("day", "month", "year")}
    return browser.post(f"/your-account/term/{membership.pk}/", parts)


def test_a_person_says_when_their_term_ends_and_takes_it_back(inside, membership):
    day = TODAY + timedelta(days=300)
    assert say(inside, membership, day).headers["Location"] == "/your-account/"
    assert f"{day:%-d %B %Y}" in inside.get("/your-account/").content.decode()
    say(inside, membership, None)
    membership.refresh_from_db()
    assert membership.term_ends_on is None


def test_a_day_that_has_passed_is_refused(inside, membership):
    answer = say(inside, membership, TODAY - timedelta(days=1))
    assert answer.status_code == 422
    assert "Enter today or a day to come" in answer.content.decode()


def test_nobody_says_it_for_another(client, membership, stranger):
    client.force_login(stranger)
    assert say(client, membership, TODAY + timedelta(days=1)).status_code == 404


def test_it_ends_on_the_day_after_its_last(learner, membership):
    terms.say(membership=membership, term_ends_on=TODAY, at=JOINED_AT)
    assert terms.end_due(at=JOINED_AT) == 0
    assert terms.end_due(at=JOINED_AT + timedelta(days=1)) == 1
    assert terms.end_due(at=JOINED_AT + timedelta(days=2)) == 0
    assert current_membership(learner) is None


def test_where_they_also_serve_then_comes_first(learner, membership, other_council):
    also = actions.serve_also(
        user=learner, organisation=other_council, audience="other", standing=Standing.APPROVED, at=JOINED_AT
    )
    terms.say(membership=membership, term_ends_on=TODAY, at=JOINED_AT)
    terms.end_due(at=JOINED_AT + timedelta(days=1))
    assert current_membership(learner) == also


def test_of_two_terms_that_end_on_one_day_what_is_left_comes_first(learner, membership, other_council):
    third = make_council("Upper County Council", "upper.gov.uk")
    facts = {"user": learner, "audience": "other", "standing": Standing.APPROVED, "at": JOINED_AT}
    stays = actions.serve_also(organisation=third, **facts)
    also = actions.serve_also(organisation=other_council, **facts)
    for ending in (membership, also):
        terms.say(membership=ending, term_ends_on=TODAY, at=JOINED_AT)
    assert terms.end_due(at=JOINED_AT + timedelta(days=1)) == 2
    assert current_membership(learner) == stays


@pytest.mark.parametrize(("days", "invited"), [(61, 0), (60, 1), (1, 1)])
def test_a_second_address_is_offered_sixty_days_before_a_term_ends(membership, days, invited):
    terms.say(membership=membership, term_ends_on=TODAY + timedelta(days=days), at=JOINED_AT)
    for _ in range(2):
        with time_machine.travel(JOINED_AT, tick=False):
            tasks.daily()
    assert Message.objects.filter(template="second_address").count() == invited


def test_and_before_an_organisation_ends(learner, council):
    council.ends_on = TODAY + timedelta(days=30)
    council.save()
    terms.invite_before_they_end(at=JOINED_AT)
    assert Message.objects.get(template="second_address").context["occasion"] == "organisation"
