"""Administrators add what was not listed and say which addresses point where. Nothing is deleted."""

import pytest

from audit.models import Event
from organisations.matching import match
from organisations.models import Kind, Organisation, Region
from people.models import User
from tests.cast import JOINED_AT

TODAY = JOINED_AT.date()


@pytest.fixture
def cms(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def form(council):
    region = Region.objects.get()
    return {
        "name": "Testham Fire Authority",
        "short_name": "Testham Fire",
        "kind": Kind.FIRE,
        "region": region.pk,
        "domains": "fire.testham.org.uk",
    }


def test_one_that_was_not_listed_is_added(cms, form, administrator):
    assert cms.post("/cms/organisations/new/", form).status_code == 302
    added = match("name@fire.testham.org.uk", TODAY).organisation
    assert (added.name, added.slug) == ("Testham Fire Authority", "testham-fire-authority")
    assert Event.objects.get(name="organisations.add").actor == administrator.pk


def test_two_of_the_same_name_are_told_apart(cms, form):
    for domain in ("one.org.uk", "two.org.uk"):
        cms.post("/cms/organisations/new/", {**form, "domains": domain})
    assert set(Organisation.objects.filter(kind=Kind.FIRE).values_list("slug", flat=True)) == {
        "testham-fire-authority",
        "testham-fire-authority-2",
    }


def test_domains_are_added_and_taken_away(cms, council, form):
    page = cms.get(f"/cms/organisations/edit/{council.pk}/").content.decode()
    assert "testham.gov.uk" in page
    cms.post(
        f"/cms/organisations/edit/{council.pk}/",
        {**form, "name": council.name, "domains": "New.Testham.org.uk.\nother.org.uk"},
    )
    assert match("a@new.testham.org.uk", TODAY).organisation == council
    assert match("a@testham.gov.uk", TODAY).organisations == ()
    names = Event.objects.filter(name__contains="domain").values_list("name", flat=True)
    assert sorted(names) == ["organisations.add_domain", "organisations.add_domain", "organisations.remove_domain"]


@pytest.mark.parametrize("domains", ["gov.uk", "gmail.com", "nonsense", "fine.org.uk co.uk", "x" * 2001, "a\0b.uk"])
def test_a_domain_that_anybody_can_hold_is_refused(cms, form, domains):
    assert cms.post("/cms/organisations/new/", {**form, "domains": domains}).status_code == 200
    assert not Organisation.objects.filter(kind=Kind.FIRE).exists()


def test_the_list_finds_by_name_and_domain(cms, council, other_council):
    page = cms.get("/cms/organisations/", {"q": "testham.gov"}).content.decode()
    assert "Testham Borough Council" in page
    assert "Elsewhere" not in page


def test_none_is_deleted(client, council):
    client.force_login(User.objects.create_superuser("root@programme.gov.uk"))
    assert client.post(f"/cms/organisations/delete/{council.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["learner", "coordinator", "analyst", "editor", "publisher"])
@pytest.mark.parametrize("place", ["/cms/organisations/", "/cms/organisations/new/", "/cms/audit-log/"])
def test_others_neither_see_nor_change_them(client, request, form, who, place):
    client.force_login(request.getfixturevalue(who))
    assert client.get(place).status_code == 302
    assert client.post(place, form).status_code in (302, 405)
    assert not Organisation.objects.filter(kind=Kind.FIRE).exists()
