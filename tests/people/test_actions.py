"""What changes a person: where they serve, what they may do, and what follows when an organisation ends."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from audit.models import Event
from organisations.actions import succeed
from people import actions, succession
from people.models import Membership, Standing, User
from people.permissions import AUTHORS, current_membership, duties, is_coordinator_of
from tests.cast import JOINED_AT, make_council, make_person

LATER = JOINED_AT + timedelta(days=30)


@pytest.fixture
def heir(db):
    return make_council("New Unitary Council", "newunitary.gov.uk")


def fresh(person):
    return User.objects.get(pk=person.pk)


def test_joining_twice_is_one_person(db):
    assert actions.join(email="A@b.gov.uk", at=JOINED_AT) == actions.join(email="a@b.gov.uk", at=LATER)
    assert Event.objects.filter(name="people.join").count() == 1


def test_a_user_made_on_the_command_line_joins_by_the_same_door(db):
    made = User.objects.create_superuser("root@programme.gov.uk")
    assert actions.join(email="root@programme.gov.uk", at=JOINED_AT) == made


def test_choosing_the_same_place_again_only_changes_the_audience(learner, council):
    actions.become_member(
        user=learner, organisation=council, audience="councillor", standing=Standing.MATCHED, at=LATER
    )
    membership = Membership.objects.get(user=learner)
    assert (membership.audience, membership.starts_on) == ("councillor", JOINED_AT.date())


def test_a_second_place_that_is_chosen_as_the_first_stays_one(learner, council, other_council):
    place = {"user": learner, "organisation": other_council, "audience": "other", "standing": Standing.APPROVED}
    also = actions.serve_also(**place, at=JOINED_AT)
    actions.become_member(**place | {"standing": Standing.PENDING}, at=LATER)
    (present,) = learner.memberships.current()
    assert (present, present.is_primary, present.standing) == (also, True, Standing.APPROVED)


def test_a_place_that_was_first_said_in_words_is_not_another_one(administrator, council):
    person = make_person("una@fire.example", "Una")
    asked = {"user": person, "audience": "other", "standing": Standing.PENDING}
    stated = actions.become_member(**asked, stated_organisation="Testham", at=JOINED_AT)
    actions.decide_membership(membership=stated, approved=True, organisation=council, by=administrator, at=JOINED_AT)
    assert actions.become_member(**asked, organisation=council, at=LATER) == stated


def test_who_waits_counts_as_soon_as_an_address_shows_it(db, council, counted):
    person = make_person("walt@home.example", "Walt Waiting")
    waiting = actions.settle(user=person, organisation=council, audience="other", at=JOINED_AT)
    EmailAddress.objects.create(user=person, email="walt@testham.gov.uk", verified=True)
    shown = actions.settle(user=person, organisation=council, audience="other", at=LATER)
    assert (shown.pk, shown.standing, counted) == (waiting.pk, Standing.MATCHED, [waiting])


def test_a_merger_takes_its_people_along(learner, coordinator, council, heir):
    succeed(predecessors=[council], successors=[heir], on_date=LATER.date(), at=LATER)
    assert current_membership(learner).organisation == heir
    assert current_membership(learner).standing == Standing.MATCHED
    assert learner.memberships.get(organisation=council).ends_on == LATER.date()
    assert is_coordinator_of(fresh(coordinator), heir)
    assert not is_coordinator_of(fresh(coordinator), council)


def test_told_twice_people_move_once(learner, council, heir):
    for _ in range(2):
        succession.follow(predecessor=council, successors=[heir], on_date=LATER.date(), at=LATER)
    assert learner.memberships.count() == 2


def test_in_a_split_people_stay_until_they_choose(learner, council, other_council, heir):
    succeed(predecessors=[council], successors=[other_council, heir], on_date=LATER.date(), at=LATER)
    assert current_membership(learner).organisation == council


def test_who_stayed_in_a_split_is_asked_to_choose(client, learner, council, other_council, heir):
    succeed(predecessors=[council], successors=[other_council, heir], on_date=JOINED_AT.date(), at=LATER)
    client.force_login(learner)
    assert "This organisation ended on 1 June 2026" in client.get("/your-account/").content.decode()
    page = client.get("/welcome/").content.decode()
    assert "Elsewhere District Council" in page
    assert "New Unitary Council" in page


def test_a_councillor_is_never_a_coordinator(colleague, council):
    with pytest.raises(ValueError, match="councillor"):
        actions.appoint_coordinator(user=colleague, organisation=council, by=None, at=JOINED_AT)


@pytest.mark.parametrize("beside", [True, False])
def test_and_who_becomes_one_coordinates_no_more(coordinator, council, other_council, beside):
    place = {"user": coordinator, "audience": "councillor", "standing": Standing.MATCHED, "at": LATER}
    serve = actions.serve_also if beside else actions.become_member
    serve(**place, organisation=other_council if beside else council)
    assert not coordinator.grants.current().exists()
    assert Event.objects.filter(name="people.end_grant", subject=str(coordinator.pk)).exists()


def test_a_grant_ends_and_can_be_given_again(coordinator, council, administrator):
    grant = coordinator.grants.get()
    for _ in range(2):
        actions.end_grant(grant=grant, by=administrator, at=LATER)
    assert not is_coordinator_of(fresh(coordinator), council)
    again = actions.appoint_coordinator(user=coordinator, organisation=council, by=administrator, at=LATER)
    assert again.pk != grant.pk
    assert Event.objects.filter(name="people.end_grant").count() == 1


def test_appointing_is_audited_once(learner, administrator):
    for _ in range(2):
        actions.appoint(user=learner, group=AUTHORS, by=administrator, at=LATER)
    assert Event.objects.get(name="people.appoint", subject=str(learner.pk)).actor == administrator.pk


def test_what_a_person_is_costs_one_query(coordinator, django_assert_num_queries):
    person = fresh(coordinator)
    with django_assert_num_queries(1):
        assert duties(person) == duties(person) == {"coordinator"}


def test_a_closed_account_has_no_duties(administrator, learner):
    actions.set_active(user=administrator, is_active=False, by=learner, at=LATER)
    assert duties(fresh(administrator)) == frozenset()


def test_an_approval_without_an_organisation_is_refused(administrator):
    person = make_person("una@fire.example", "Una")
    membership = actions.become_member(
        user=person, stated_organisation="Fire", audience="other", standing=Standing.PENDING, at=JOINED_AT
    )
    with pytest.raises(ValueError, match="names its organisation"):
        actions.decide_membership(membership=membership, approved=True, by=administrator, at=LATER)
