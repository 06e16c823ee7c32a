"""Every page of allauth wears the house look: our frame, one h1, labelled fields, nothing inline."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.urls import reverse

PAGES = [
    "account_logout",
    "account_email",
    "account_inactive",
    "account_email_verification_sent",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
    "usersessions_list",
    "socialaccount_connections",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, monkeypatch):
    monkeypatch.setattr(
        "allauth.account.internal.flows.reauthentication.did_recently_reauthenticate", lambda request: True
    )
    user = get_user_model().objects.create(email="ada@example.gov.uk")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    client.force_login(user)
    return client


@pytest.fixture(params=PAGES)
def html(request, signed_in):
    response = signed_in.get(reverse(request.param), follow=True)
    assert response.status_code in {200, 401}
    return response.content.decode()


def test_an_account_page_stands_in_our_frame(html):
    assert '<html lang="en-GB"' in html
    assert html.count("<h1") == 1
    assert "look/site.css" in html
    assert re.search(r"<title>\s*\S", html)


def test_an_account_page_runs_nothing_inline(html):
    scripts = [tag for tag in re.findall(r"<script[^>]*>", html) if "src=" not in tag]
    assert all("application/json" in tag for tag in scripts)
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", html)


def test_every_field_of_an_account_page_has_its_label(html):
    fields = re.findall(r"<(?:input|select|textarea)\b[^>]*>", html)
    shown = [tag for tag in fields if 'type="hidden"' not in tag]
    labels = set(re.findall(r'<label[^>]*for="([^"]+)"', html))
    assert {re.search(r'\bid="([^"]+)"', tag).group(1) for tag in shown} <= labels


def test_a_wrong_code_for_an_app_is_told_in_the_summary(signed_in):
    url = reverse("mfa_activate_totp")
    signed_in.get(url)
    html = signed_in.post(url, {"code": "000000"}).content.decode()
    assert "There is a problem" in html
    assert 'href="#id_code"' in html
