"""A right that was withdrawn is gone at the next request of a browser that stays open: a group, a grant, a session, an account.

Seen to fail: with what a person may do remembered for longer than a request.
"""

import pytest
from allauth.usersessions.models import UserSession

from people import actions
from people.models import Grant
from people.permissions import ADMINISTRATORS, ANALYSTS, AUTHORS, MODERATORS, PUBLISHERS
from tests.cast import JOINED_AT, make_person
from tests.people.conftest import ask, sign_in  # noqa: F401  (fixtures)

PLACES = {
    ANALYSTS: "/figures/",
    AUTHORS: "/cms/",
    PUBLISHERS: "/cms/",
    MODERATORS: "/cms/",
    ADMINISTRATORS: "/coordination/coordinators/",
}
REFUSED = {302, 403, 404}
EVERYBODY = "learner", "coordinator", "stranger", "editor", "publisher", "analyst", "administrator"


@pytest.fixture
def browser(sign_in):  # noqa: F811
    """A browser in which somebody has signed in by a code, and has seen a page."""

    def of(person, place):
        browser = sign_in(person.email)
        assert browser.get(place).status_code == 200
        return browser

    return of


@pytest.mark.parametrize("group", PLACES)
def test_a_group(browser, administrator, group):
    person = make_person("gus@programme.gov.uk", "Gus Group", group=group)
    theirs = browser(person, PLACES[group])
    actions.dismiss(user=person, group=group, by=administrator, at=JOINED_AT)
    assert theirs.get(PLACES[group]).status_code in REFUSED


def test_a_grant(browser, coordinator, council, administrator):
    theirs = browser(coordinator, f"/coordination/{council.slug}/")
    actions.end_grant(grant=Grant.objects.get(user=coordinator), by=administrator, at=JOINED_AT)
    assert theirs.get(f"/coordination/{council.slug}/").status_code == 403


@pytest.mark.parametrize("who", EVERYBODY)
def test_an_open_account(browser, who, request):
    person = request.getfixturevalue(who)
    theirs = browser(person, "/your-account/")
    make_person("second@programme.gov.uk", "Second Administrator", group=ADMINISTRATORS)
    actions.set_active(user=person, is_active=False, by=None, at=JOINED_AT)
    assert theirs.get("/your-account/").headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_session(browser, who, request):
    person = request.getfixturevalue(who)
    theirs = browser(person, "/your-account/")
    for session in UserSession.objects.filter(user=person):
        session.end()
    assert theirs.get("/your-account/").headers["Location"].startswith("/sign-in/")


def test_signing_out_everywhere(browser, learner):
    first, second = (browser(learner, "/your-account/") for _ in range(2))
    actions.end_sessions(user=learner, at=JOINED_AT)
    assert {one.get("/your-account/").status_code for one in (first, second)} == {302}
