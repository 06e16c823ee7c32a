"""The administrators' screen of tokens."""

import pytest
from django.urls import reverse
from wagtail.models import APIToken

from audit.models import Event
from reports.models import ServiceToken

pytestmark = pytest.mark.django_db
SCREEN = "/figures/tokens/"
WANTED = {"name": "Regional dashboard", "days": "90"}


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


def test_a_token_is_shown_once_and_opens_the_figures(desk, refreshed):
    refreshed()
    response = desk.post(SCREEN, WANTED)
    plain = response.context["plain"]
    assert plain in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert plain not in desk.get(SCREEN).content.decode()
    assert desk.get("/api/v1/tables", headers={"Authorization": f"Bearer {plain}"}).status_code == 200


def test_revoking_closes_it_at_once_and_both_are_recorded(desk, refreshed):
    plain = desk.post(SCREEN, WANTED).context["plain"]
    address = reverse("reports:revoke-token", args=[ServiceToken.objects.get().pk])
    assert desk.get(address).status_code == 405
    desk.post(address)
    desk.post(address)
    assert desk.get("/api/v1/tables", headers={"Authorization": f"Bearer {plain}"}).status_code == 401
    assert "Revoked on" in desk.get(SCREEN).content.decode()
    names = ["reports.issue_token", "reports.revoke_token"]
    assert sorted(Event.objects.filter(name__in=names).values_list("name", flat=True)) == names


@pytest.mark.parametrize("who", ["analyst", "publisher", "coordinator", "learner"])
def test_nobody_else_gives_tokens(client, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(SCREEN).status_code == 403
    assert client.post(SCREEN, WANTED).status_code == 403
    assert not APIToken.objects.exists()


@pytest.mark.parametrize("wrong", [{}, WANTED | {"days": "9999"}, WANTED | {"name": " "}, WANTED | {"name": "x" * 200}])
def test_what_is_wrong_is_said(desk, wrong):
    response = desk.post(SCREEN, wrong)
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    assert not APIToken.objects.exists()


def test_the_screen_is_reached_from_the_cms(desk):
    assert SCREEN in desk.get("/cms/").content.decode()
