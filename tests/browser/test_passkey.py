"""A passkey is added once, and opens the door without an email; nothing on the way breaks the policy for scripts."""

import pytest

from tests.browser.walking import Walker

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def phone(page):
    """A device that says yes to every question for a face or a finger."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def test_a_passkey_opens_the_door(page, live_product, screenshots, phone):
    refused = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    walker = Walker(page, live_product, screenshots)
    walker.sign_in("councillor@exampleton.example")
    walker.open("/account/2fa/webauthn/add/")
    page.get_by_label("What do you call this device?").fill("My phone")
    page.get_by_label("What do you call this device?").press("Enter")
    page.wait_for_url("**/recovery-codes/**")
    walker.open("/your-account/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    walker.open("/sign-in/?next=/your-account/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/your-account/")
    assert "Colin Councillor" in page.get_by_label("Your full name").input_value()
    assert refused == []
