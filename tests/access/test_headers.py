"""What every answer says to the browser: nothing inline, no frames elsewhere, no address to others, nothing of the device; and the
cookies that are set are those that the cookies page lists.

Seen to fail: with a cookie that the page does not list, and with a policy that allows more.
"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from home.loading import tree
from scripts.places import ROOT
from tests.access.belongings import shared
from tests.access.test_site import ours, path_of
from tests.people.conftest import ask, sign_in  # noqa: F401  (fixtures)

OF_FILES = {
    "courses-doors:original",
    "courses-doors:rendition",
    "wagtaildocs_serve",
}  # stricter, in tests/access/test_uploads.py
LISTED = set(re.findall(r"^\*\*(\w+)\*\*", (ROOT / "content/pages/cookies.md").read_text(), re.MULTILINE))
POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture
def values(db):
    tree()
    return shared()


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


def policy_of(answer):
    parts = (part.strip().partition(" ") for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts if name}


def test_every_answer_has_the_policy_and_the_headers(client, values):
    for address in ours():
        if address.name in OF_FILES:
            continue
        answer = client.get(path_of(address, values))
        assert policy_of(answer) == POLICY, address.name
        assert HEADERS.items() <= dict(answer.headers).items(), address.name
        assert "geolocation=()" in answer.headers["Permissions-Policy"], address.name


def test_a_page_that_is_not_there_has_them_too(client, db):
    answer = client.get("/not-there/")
    assert (answer.status_code, policy_of(answer)) == (404, POLICY)


def test_whoever_only_reads_gets_no_cookie(client, values):
    for path in ("/", "/modules/", values["module"].url, values["course"].url, "/published-figures/"):
        assert not client.get(path).cookies, path


def test_only_the_cookies_that_are_listed_are_set(values, sign_in, learner):  # noqa: F811
    """Those of somebody signed in, who asks for everything and is told of it by messages too."""
    browser = sign_in(learner.email)
    browser.raise_request_exception = False
    for address in ours():
        browser.get(path_of(address, values))
    browser.post("/your-account/", {"name": "Lena Learner"})
    assert set(browser.cookies) == LISTED


def test_security_contact_says_where_and_until_when(client, db, settings):
    settings.SECURITY_CONTACT = "mailto:security@example.gov.uk"
    lines = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").text.splitlines())
    assert lines["Contact"] == "mailto:security@example.gov.uk"
    expires = datetime.strptime(lines["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=30) < expires - datetime.now(UTC) < timedelta(days=365)  # RFC 9116 asks for less than a year
    assert lines["Canonical"].endswith("/.well-known/security.txt")


def test_the_session_is_hidden_from_scripts_and_from_other_sites(db, sign_in, learner):  # noqa: F811
    cookie = sign_in(learner.email).cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["domain"]) == (True, "Lax", "")


def test_a_form_without_its_token_is_refused(db):
    assert Client(enforce_csrf_checks=True).post("/sign-in/", {"email": "lena@testham.gov.uk"}).status_code == 403
