"""A merger takes people, coordinators, cohorts and invitations along; in a split each person chooses. Nobody serves a successor twice.

Seen to fail: moving whoever serves the successor already.
"""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mail.models import Message
from organisations.actions import succeed, take_effect
from organisations.models import Organisation
from people import actions, succession
from people.models import Grant, Membership, Standing
from people.permissions import current_membership
from people.tasks import daily
from progress.models import Enrolment
from tests.cast import JOINED_AT, make_council, make_person
from tests.curriculum import build_course, build_module, enrol

DAY = date(2026, 7, 1)
AT = JOINED_AT + timedelta(days=60)


@pytest.fixture
def heir(db):
    return make_council("New Unitary Council", "newunitary.gov.uk")


@pytest.fixture
def other_heir(db):
    return make_council("East Unitary Council", "eastunitary.gov.uk")


def merge(*predecessors, into):
    succeed(predecessors=list(predecessors), successors=[into], on_date=DAY, at=AT)


def split(predecessor, *into):
    succeed(predecessors=[predecessor], successors=list(into), on_date=DAY, at=AT)


def at(person):
    return [(m.organisation, m.is_primary, m.standing) for m in person.memberships.current()]


def test_whoever_serves_both_predecessors_serves_the_successor_once(learner, council, other_council, heir):
    actions.serve_also(
        user=learner, organisation=other_council, audience="councillor", standing=Standing.APPROVED, at=JOINED_AT
    )
    merge(council, other_council, into=heir)
    assert at(learner) == [(heir, True, Standing.MATCHED)]


def test_whoever_serves_the_successor_already_goes_on_there(learner, council, heir):
    actions.serve_also(user=learner, organisation=heir, audience="other", standing=Standing.PENDING, at=JOINED_AT)
    merge(council, into=heir)
    assert at(learner) == [(heir, True, Standing.APPROVED)]


def test_what_waits_for_approval_waits_at_the_successor_with_its_records(council, heir, administrator):
    person = make_person("wait@home.example", "Will Wait")
    asked = actions.become_member(
        user=person, organisation=council, audience="other", standing=Standing.PENDING, at=JOINED_AT
    )
    course = build_course(build_module())
    enrol(person, course)
    merge(council, into=heir)
    actions.decide_membership(membership=Membership.objects.get(pk=asked.pk), approved=True, by=administrator, at=AT)
    assert Enrolment.objects.get().organisation == heir


def test_what_was_earned_stays_where_it_was_earned(learner, council, heir):
    course = build_course(build_module())
    enrol(learner, course)
    merge(council, into=heir)
    assert Enrolment.objects.get().organisation == council
    assert current_membership(learner).organisation == heir


def test_a_coordinator_who_has_been_elected_since_holds_nothing_up(coordinator, council, heir):
    Membership.objects.filter(user=coordinator).update(audience="councillor")
    merge(council, into=heir)
    assert Grant.objects.current().get().organisation == heir


def test_in_a_split_everybody_is_asked_and_stays_until_they_choose(client, learner, council, heir, other_heir):
    split(council, heir, other_heir)
    assert at(learner) == [(council, True, Standing.MATCHED)]
    assert Message.objects.get(template="organisation_split").to == learner.email
    client.force_login(learner)
    page = client.get("/your-account/").content.decode()
    assert "This organisation ended on 1 July 2026" in page
    assert f"/your-account/successor/{current_membership(learner).pk}/" in page


def choose(client, person, successor):
    client.force_login(person)
    place = f"/your-account/successor/{current_membership(person).pk}/"
    return client.post(place, {"successor": successor.pk if successor else ""})


def test_and_follows_their_choice_as_they_stood(client, learner, council, heir, other_heir):
    split(council, heir, other_heir)
    assert choose(client, learner, other_heir).headers["Location"] == "/your-account/"
    assert at(learner) == [(other_heir, True, Standing.MATCHED)]


def test_a_coordinators_duty_follows_and_stays_for_those_who_have_to_choose(
    client, coordinator, council, heir, other_heir
):
    split(council, heir, other_heir)
    choose(client, coordinator, heir)
    assert {grant.organisation for grant in Grant.objects.current()} == {council, heir}


def test_that_duty_ends_when_the_last_of_them_has_chosen(client, coordinator, learner, council, heir, other_heir):
    split(council, heir, other_heir)
    choose(client, coordinator, heir)
    assert succession.end_emptied(at=AT) == 0
    choose(client, learner, other_heir)
    daily()
    assert {grant.organisation for grant in Grant.objects.current()} == {heir}


def test_a_duty_before_the_day_of_a_merger_waits_for_it(coordinator, council, heir):
    Membership.objects.filter(user=coordinator).delete()
    succeed(predecessors=[council], successors=[heir], on_date=DAY, at=JOINED_AT)
    assert succession.end_emptied(at=AT) == 0
    take_effect(at=AT)
    assert Grant.objects.current().get().organisation == heir


def test_the_coordinators_of_the_successor_hear_who_comes(client, coordinator, council, heir, other_heir):
    here = make_person("hope@newunitary.gov.uk", "Hope Here")
    actions.appoint_coordinator(user=here, organisation=heir, by=None, at=JOINED_AT)
    split(council, heir, other_heir)
    choose(client, coordinator, heir)
    assert Message.objects.get(template="coordinators_changed").to == here.email


@pytest.mark.parametrize("which", ["nothing", "stranger's"])
def test_only_a_successor_can_be_chosen(client, learner, council, other_council, heir, other_heir, which):
    split(council, heir, other_heir)
    answer = choose(client, learner, other_council if which == "stranger's" else None)
    assert answer.status_code == 422
    assert at(learner) == [(council, True, Standing.MATCHED)]


def test_nobody_chooses_for_another(client, learner, colleague, council, heir, other_heir):
    split(council, heir, other_heir)
    client.force_login(colleague)
    place = f"/your-account/successor/{current_membership(learner).pk}/"
    assert client.post(place, {"successor": heir.pk}).status_code == 404


def test_where_nothing_was_split_there_is_nothing_to_choose(client, learner):
    assert choose(client, learner, None).headers["Location"] == "/welcome/"


# Whoever serves where, and however: 0 and 1 are merged into 2, the first of each person is the primary one.
SERVING = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["matched", "approved", "pending"])),
    min_size=1,
    max_size=3,
    unique_by=lambda one: one[0],
)


@given(people=st.lists(SERVING, min_size=1, max_size=4))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.django_db
def test_nobody_is_lost_doubled_or_left_behind(people):
    with transaction.atomic():
        councils = [make_council(f"Council {n}", f"council{n}.gov.uk") for n in range(3)]
        cast = [_person(n, councils, serving) for n, serving in enumerate(people)]
        counted = [any(standing != "pending" for _, standing in serving) for serving in people]
        for _ in range(2):
            merge(councils[0], councils[1], into=councils[2])
        for person, was_counted in zip(cast, counted, strict=True):
            here = person.memberships.current().get()
            assert (here.organisation, here.is_primary, here.counts) == (councils[2], True, was_counted)
        transaction.set_rollback(True)
    assert not Organisation.objects.filter(name__startswith="Council ").exists()


def _person(number, councils, serving):
    person = make_person(f"p{number}@home.example", f"Person {chr(65 + number)}")
    for place, standing in serving:
        actions.serve_also(user=person, organisation=councils[place], audience="other", standing=standing, at=JOINED_AT)
    return person
