"""What is left empty at the second step is asked for in words of ours.

Seen to fail: without the words of the forms.
"""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

PAGES = {
    "mfa_activate_totp": "Enter the code that the app shows now",
    "mfa_reauthenticate": "Enter the code from your app, or a recovery code",
    "mfa_add_webauthn": "Your device has sent nothing. Allow it to add the passkey when it asks",
}


@pytest.fixture
def account(sign_in, learner, monkeypatch):
    monkeypatch.setattr(
        "allauth.account.internal.flows.reauthentication.did_recently_reauthenticate", lambda request: True
    )
    return sign_in(learner.email)


def with_an_app(person):
    return Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})


@pytest.mark.parametrize(("name", "words"), PAGES.items())
def test_what_is_left_empty_is_asked_for_in_our_words(account, learner, name, words):
    if name == "mfa_reauthenticate":
        with_an_app(learner)
    page = account.post(reverse(name), {}).text
    assert words in page
    assert "This field is required" not in page


def test_at_sign_in_the_code_is_asked_for_in_our_words(sign_in, learner):
    with_an_app(learner)
    browser = sign_in(learner.email)
    assert PAGES["mfa_reauthenticate"] in browser.post(reverse("mfa_authenticate"), {"code": ""}).text


def test_a_passkey_needs_a_name(account, learner):
    key = Authenticator.objects.create(user=learner, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"})
    page = account.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": ""}).text
    assert "Enter a name for this device" in page


def test_another_address_is_asked_for_in_our_words(account):
    page = account.post(reverse("account_email"), {"action_add": "", "email": ""}).text
    assert "Enter the email address that you want to add" in page
    assert "This field is required" not in page
