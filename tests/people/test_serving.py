"""Where a person serves: first of all, beside that, and again after a refusal."""

from people import actions
from people.models import Standing
from people.permissions import current_membership
from tests.cast import JOINED_AT


def refuse(person, council, by):
    asked = actions.become_member(
        user=person, organisation=council, audience="other", standing=Standing.PENDING, at=JOINED_AT
    )
    actions.decide_membership(membership=asked, approved=False, by=by, at=JOINED_AT, reason="Not known here")


def test_who_was_refused_can_say_again_where_they_serve(learner, council, other_council, administrator):
    refuse(learner, other_council, administrator)
    actions.become_member(user=learner, organisation=council, audience="other", standing=Standing.MATCHED, at=JOINED_AT)
    assert current_membership(learner).organisation == council


def test_who_was_refused_can_ask_the_same_organisation_again(learner, other_council, administrator):
    refuse(learner, other_council, administrator)
    actions.become_member(
        user=learner, organisation=other_council, audience="other", standing=Standing.PENDING, at=JOINED_AT
    )
    assert current_membership(learner).standing == Standing.PENDING


def test_serving_another_council_too_takes_nothing_away(learner, council, other_council):
    also = actions.serve_also(
        user=learner, organisation=other_council, audience="councillor", standing=Standing.APPROVED, at=JOINED_AT
    )
    assert not also.is_primary
    assert current_membership(learner).organisation == council
    assert learner.memberships.current().count() == 2


def test_serving_another_council_twice_is_serving_it_once(learner, other_council):
    for _ in range(2):
        actions.serve_also(
            user=learner, organisation=other_council, audience="councillor", standing=Standing.APPROVED, at=JOINED_AT
        )
    assert learner.memberships.current().count() == 2


def test_the_first_council_of_all_is_the_primary_one(analyst, council):
    assert actions.serve_also(
        user=analyst, organisation=council, audience="other", standing=Standing.APPROVED, at=JOINED_AT
    ).is_primary
