"""Administrators say which council's sign-in may speak for which addresses; what would let it speak for others is refused."""

import pytest
from allauth.socialaccount.models import SocialApp

from audit.models import Event
from people import tenants

TENANT = "11111111-2222-3333-4444-555555555555"
PLACE = "/cms/council-sign-ins/"
GOOD = {
    "name": "Testham Council",
    "issuer": f"https://login.microsoftonline.com/{TENANT}/v2.0",
    "tenant_id": TENANT,
    "client_id": "abc",
    "secret": "s3cret",
    "domains": "testham.gov.uk\n@testham-dc.gov.uk",
    "allows_code": "on",
}


@pytest.fixture
def cms(client, administrator):
    client.force_login(administrator)
    return client


def add(cms, **changes):
    return cms.post(f"{PLACE}new/", GOOD | changes)


def test_an_administrator_adds_one(cms, administrator):
    assert add(cms).status_code == 302
    tenant = SocialApp.objects.get()
    assert (tenant.provider_id, tenant.settings["tenant"]) == ("testham-council", TENANT)
    assert tenant.settings["domains"] == ["testham-dc.gov.uk", "testham.gov.uk"]
    assert tenants.secret_of(tenant) == "s3cret"
    assert Event.objects.get(name="people.add_tenant").actor == administrator.pk
    assert "s3cret" not in str(list(Event.objects.values()))


def test_its_secret_is_never_shown_and_kept_when_left_empty(cms):
    add(cms)
    tenant = SocialApp.objects.get()
    page = f"{PLACE}edit/{tenant.pk}/"
    assert "s3cret" not in cms.get(page).content.decode()
    assert cms.post(page, GOOD | {"secret": "", "allows_code": ""}).status_code == 302
    tenant.refresh_from_db()
    assert tenants.secret_of(tenant) == "s3cret"
    assert tenant.settings["allows_code"] is False


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"issuer": "https://login.microsoftonline.com/common/v2.0"}, "every organisation"),
        ({"issuer": "https://login.microsoftonline.com/organizations/v2.0"}, "every organisation"),
        ({"issuer": "https://login.microsoftonline.com/99999999-2222-3333-4444-555555555555/v2.0"}, "another tenant"),
        ({"tenant_id": ""}, "Enter the tenant ID"),
        ({"name": "+++"}, "letters or numbers"),
        ({"tenant_id": "mine"}, "looks like"),
        ({"secret": ""}, "Enter the client secret"),
        ({"secret": "x" * 80}, "at most 79"),
        ({"domains": "gov.uk"}, "Not a domain of one organisation: gov.uk"),
        ({"domains": "gmail.com"}, "Not a domain of one organisation"),
        ({"domains": ""}, "required"),
        ({"issuer": "nonsense"}, "URL"),
    ],
)
def test_what_would_speak_for_too_many_is_refused(cms, changes, words):
    answer = add(cms, **changes)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not SocialApp.objects.exists()


def test_plain_http_is_refused_in_production(cms, settings):
    settings.DEVELOPMENT = False
    assert "begins with https" in add(cms, issuer="http://id.testham.gov.uk", tenant_id="").content.decode()


def test_two_councils_never_speak_for_one_address(cms):
    add(cms)
    answer = add(cms, name="Other Council", domains="testham.gov.uk")
    assert "Another council’s sign-in has this domain: testham.gov.uk" in answer.content.decode()
    assert SocialApp.objects.count() == 1


def test_one_name_is_used_once(cms):
    add(cms)
    assert "has this name" in add(cms, domains="elsewhere.gov.uk").content.decode()


def test_removing_one_is_recorded(cms):
    add(cms)
    cms.post(f"{PLACE}delete/{SocialApp.objects.get().pk}/")
    assert not SocialApp.objects.exists()
    assert Event.objects.filter(name="people.remove_tenant", subject="testham-council").exists()


@pytest.mark.parametrize("who", ["editor", "publisher", "analyst", "coordinator", "learner"])
def test_nobody_else_opens_it(client, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(PLACE).status_code in (302, 403)
    client.post(f"{PLACE}new/", GOOD)
    assert not SocialApp.objects.exists()
