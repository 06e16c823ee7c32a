"""One sees where one is signed in, and can sign out everywhere else, or everywhere."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from audit.models import Event


def is_in(browser):
    return browser.get("/your-account/").status_code == 200


def test_every_place_is_listed_with_its_browser(sign_in, learner):
    sign_in(learner.email, Client(HTTP_USER_AGENT="Telephone"))
    page = sign_in(learner.email, Client(HTTP_USER_AGENT="Desk")).get("/account/sessions/").content.decode()
    assert all(word in page for word in ("Telephone", "Desk", "This one", "Sign out everywhere else"))


def test_signing_out_everywhere_else_keeps_this_one(sign_in, learner):
    telephone, desk = sign_in(learner.email, keep="on"), sign_in(learner.email)
    desk.post("/account/sessions/")
    assert (is_in(telephone), is_in(desk)) == (False, True)


def test_signing_out_everywhere_leaves_none(sign_in, learner, stranger):
    telephone, desk, other = sign_in(learner.email, keep="on"), sign_in(learner.email), sign_in(stranger.email)
    assert desk.post("/sign-out/", {"everywhere": "yes"}).status_code == 302
    assert (is_in(telephone), is_in(desk), is_in(other)) == (False, False, True)
    assert not UserSession.objects.filter(user=learner).exists()
    assert Event.objects.filter(name="people.end_sessions", actor=learner.pk).exists()


def test_whoever_is_not_signed_in_ends_nothing(client, sign_in, learner):
    browser = sign_in(learner.email)
    client.post("/sign-out/", {"everywhere": "yes"})
    assert is_in(browser)


@pytest.mark.parametrize(("who", "seconds"), [("learner", 12 * 3600), ("coordinator", 3600)])
def test_a_page_knows_how_long_one_stays_signed_in(sign_in, request, who, seconds):
    """So that it can say so ten minutes before."""
    page = sign_in(request.getfixturevalue(who).email).get("/your-account/").text
    assert seconds - 120 < int(re.search(r'data-seconds-left="(\d+)"', page)[1]) <= seconds


def test_a_page_of_nobody_ends_nothing(client, db):
    assert "data-seconds-left" not in client.get("/sign-in/").text
