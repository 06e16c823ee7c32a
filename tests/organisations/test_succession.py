"""A merger or split is recorded once, told once, on its day."""

from datetime import date, timedelta

import pytest

from audit.models import Event
from organisations import actions
from organisations.actions import NotAnOrganisationsDomain
from organisations.models import EmailDomain, Succession
from organisations.signals import organisation_succeeded
from tests.cast import JOINED_AT, make_council

TODAY = JOINED_AT.date()


@pytest.fixture
def heard():
    """What the upper apps were told."""
    told = []

    def listen(sender, predecessor, successors, **kwargs):
        told.append((predecessor, successors))

    organisation_succeeded.connect(listen)
    yield told
    organisation_succeeded.disconnect(listen)


@pytest.fixture
def successor(db):
    return make_council("New Unitary Council", "newunitary.gov.uk")


def test_a_merger_ends_the_predecessors_and_is_told(council, other_council, successor, heard):
    actions.succeed(predecessors=[council, other_council], successors=[successor], on_date=TODAY, at=JOINED_AT)
    assert {council.ends_on, other_council.ends_on} == {TODAY}
    assert sorted(heard, key=lambda pair: pair[0].name) == [(other_council, [successor]), (council, [successor])]


def test_a_split_is_told_with_all_its_successors(council, other_council, successor, heard):
    actions.succeed(predecessors=[council], successors=[other_council, successor], on_date=TODAY, at=JOINED_AT)
    assert heard == [(council, [other_council, successor])]


def test_twice_the_same_is_told_once(council, successor, heard):
    for _ in range(2):
        actions.succeed(predecessors=[council], successors=[successor], on_date=TODAY, at=JOINED_AT)
    assert (len(heard), Succession.objects.count()) == (1, 1)


def test_a_day_to_come_is_awaited(council, successor, heard):
    actions.succeed(predecessors=[council], successors=[successor], on_date=TODAY + timedelta(days=1), at=JOINED_AT)
    assert heard == []
    assert actions.take_effect(at=JOINED_AT + timedelta(days=1)) == 1
    assert actions.take_effect(at=JOINED_AT + timedelta(days=2)) == 0
    assert heard == [(council, [successor])]


def test_a_day_that_is_put_off_is_awaited_anew(council, successor, heard):
    day, later = TODAY + timedelta(days=1), TODAY + timedelta(days=300)
    for on_date in (day, later):
        actions.succeed(predecessors=[council], successors=[successor], on_date=on_date, at=JOINED_AT)
    assert actions.take_effect(at=JOINED_AT + timedelta(days=2)) == 0
    assert actions.take_effect(at=JOINED_AT + timedelta(days=300)) == 1
    assert (len(heard), Succession.objects.get().on_date) == (1, later)


def test_what_has_taken_effect_is_not_told_again_on_another_day(council, successor, heard):
    for days in (0, 9):
        actions.succeed(
            predecessors=[council], successors=[successor], on_date=TODAY + timedelta(days=days), at=JOINED_AT
        )
    assert actions.take_effect(at=JOINED_AT + timedelta(days=9)) == 0
    assert len(heard) == 1


def test_a_succession_is_audited(council, successor):
    actions.succeed(predecessors=[council], successors=[successor], on_date=date(2026, 6, 1), at=JOINED_AT)
    assert Event.objects.filter(name="organisations.succeed", detail__predecessors=["testham"]).exists()


def test_an_administrator_adds_a_domain(council):
    actions.add_domain(organisation=council, domain=" Members.Testham.org.uk. ", at=JOINED_AT)
    assert EmailDomain.objects.filter(domain="members.testham.org.uk", organisation=council).exists()


@pytest.mark.parametrize("domain", ["gov.uk", "gmail.com", "nonsense", "", "a b.gov.uk"])
def test_a_domain_that_anybody_can_hold_is_refused(council, domain):
    with pytest.raises(NotAnOrganisationsDomain):
        actions.add_domain(organisation=council, domain=domain, at=JOINED_AT)
