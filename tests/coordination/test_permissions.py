"""Who may open what: all five people and nobody, at every address, by GET and by POST."""

import pytest
from django.urls import reverse

from coordination.models import Cohort, Invitation
from coordination.overview import lines
from coordination.permissions import members_seen_by
from people import actions as people
from tests.coordination.conftest import AT

READ = ("people", "invitations", "cohorts", "cohort")
FORMS = ("invite", "new-cohort", "edit-cohort", "add-members")
CHANGE = ("confirm", "remind-invited", "withdraw", "close-cohort", "remove-member", "remind-cohort")
OUTSIDERS = ("learner", "colleague", "analyst", "administrator", "editor")
WAYS = [*(("get", name) for name in READ + FORMS), *(("post", name) for name in FORMS + CHANGE)]


@pytest.fixture
def address(council, cohort, invitation, learner):
    def of(name):
        values = {"withdraw": [invitation.pk], "remove-member": [cohort.pk, learner.pk]}
        about_a_cohort = {"cohort", "edit-cohort", "add-members", "close-cohort", "remind-cohort"}
        return reverse(
            f"coordination:{name}",
            args=[council.slug, *values.get(name, [cohort.pk] if name in about_a_cohort else [])],
        )

    return of


def answers(client, address):
    """{(method, page): status} of everything."""
    return {(method, name): getattr(client, method)(address(name)).status_code for method, name in WAYS}


def test_a_coordinator_opens_every_page(address, browse, coordinator):
    assert {browse(coordinator).get(address(name)).status_code for name in READ + FORMS} == {200}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_without_the_grant_everything_is_refused(who, address, browse, request):
    assert answers(browse(request.getfixturevalue(who)), address) == dict.fromkeys(WAYS, 403)
    assert Invitation.objects.exists()


def test_to_another_organisations_coordinator_nothing_is_there(address, browse, other_coordinator):
    assert answers(browse(other_coordinator), address) == dict.fromkeys(WAYS, 404)


def test_whoever_is_signed_out_comes_to_the_door(address, browse):
    assert answers(browse(), address) == dict.fromkeys(WAYS, 302)


def test_what_changes_something_is_a_post(address, browse, coordinator):
    assert {browse(coordinator).get(address(name)).status_code for name in CHANGE} == {405}
    assert {browse(coordinator).post(address(name)).status_code for name in READ} == {405}


@pytest.mark.parametrize("name", ["edit-cohort", "add-members", "close-cohort", "remind-cohort"])
def test_anothers_cohort_below_ones_own_address_is_not_there(name, cohort, browse, other_coordinator, other_council):
    address = reverse(f"coordination:{name}", args=[other_council.slug, cohort.pk])
    assert browse(other_coordinator).post(address).status_code == 404


def test_anothers_invitation_cannot_be_withdrawn_below_ones_own_address(
    invitation, browse, other_coordinator, other_council
):
    address = reverse("coordination:withdraw", args=[other_council.slug, invitation.pk])
    assert browse(other_coordinator).post(address).status_code == 404
    assert Invitation.objects.filter(pk=invitation.pk).exists()


def test_a_forgotten_check_shows_nothing(council, cohort, invitation, learner, other_coordinator, analyst):
    for outsider in (other_coordinator, analyst, learner):
        assert lines(outsider, council, AT.date()) == []
        assert not members_seen_by(outsider).at(council).exists()
        assert not Cohort.objects.seen_by(outsider).filter(organisation=council).exists()
        assert not Invitation.objects.seen_by(outsider).filter(organisation=council).exists()


def test_a_grant_that_ends_is_gone_at_the_next_request(address, browse, coordinator, administrator):
    signed_in = browse(coordinator)
    assert signed_in.get(address("people")).status_code == 200
    people.end_grant(grant=coordinator.grants.get(), by=administrator, at=AT)
    assert signed_in.get(address("people")).status_code == 403


def test_one_organisation_is_gone_to_straight_and_several_are_offered(browse, coordinator, council, other_council):
    place = reverse("coordination:choose")
    assert browse(coordinator).get(place).url == reverse("coordination:people", args=[council.slug])
    people.appoint_coordinator(user=coordinator, organisation=other_council, by=None, at=AT)
    assert other_council.name in browse(coordinator).get(place).content.decode()


def test_an_address_beyond_every_number_is_not_there(browse, coordinator, council):
    assert browse(coordinator).get(f"/coordination/{council.slug}/cohorts/{'9' * 30}/").status_code == 404
