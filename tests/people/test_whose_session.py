"""A session brings its person along, and lets nobody in whom Django would not: in one question where two were asked before.

Seen to fail where the list of sessions was believed against the session itself, where the hash of the account, the state of the account
or the door through which somebody came was not looked at, and where only the first duty of several was read.
"""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people import actions
from people.models import User
from people.permissions import ADMINISTRATORS, ANALYSTS, AUTHORS
from tests.cast import JOINED_AT

PAGE = "/your-account/"


@pytest.fixture
def reader(sign_in, learner):
    """One in which the learner has signed in, as people do."""
    return sign_in(learner.email)


def is_in(browser):
    return browser.get(PAGE).status_code == 200


def reads(browser):
    """How often a page asks for the session or for a person by their id."""
    with CaptureQueriesContext(connection) as captured:
        assert is_in(browser)
    return sum("FROM django_session" in query["sql"] or "FROM people_user u" in query["sql"] for query in captured)


def test_the_session_and_its_person_are_read_at_once(reader):
    assert reads(reader) == 1


def test_a_session_that_is_not_listed_is_read_as_before(learner):
    browser = Client()
    browser.force_login(learner)
    assert reads(browser) == 2


def test_the_session_says_whose_it_is_and_not_the_list(reader, learner, stranger):
    """Not even where both accounts are sealed alike."""
    UserSession.objects.update(user=stranger)
    User.objects.filter(pk=stranger.pk).update(password=learner.password)
    assert reader.get(PAGE).context["user"] == learner


def test_a_session_of_nobody_is_of_nobody_whoever_is_listed(client, ask, learner):
    ask(client, learner.email)
    key = client.session.session_key
    UserSession.objects.create(user=learner, session_key=key, ip="127.0.0.1", user_agent="")
    assert not is_in(client)


def test_a_new_way_to_sign_in_ends_what_was_signed_before(reader, learner):
    User.objects.filter(pk=learner.pk).update(password="!another")
    assert not is_in(reader)
    assert not Session.objects.exists()


def test_a_session_without_its_seal_is_not_believed(reader):
    session = reader.session
    del session[HASH_SESSION_KEY]
    session.save()
    assert not is_in(reader)


def test_a_session_sealed_with_the_last_key_goes_on_and_is_sealed_anew(reader, settings):
    before = reader.session[HASH_SESSION_KEY]
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "tests-only-another-key-" + 40 * "x"
    assert is_in(reader)
    assert reader.session[HASH_SESSION_KEY] != before
    settings.SECRET_KEY_FALLBACKS = []
    assert is_in(reader)


def test_whoever_was_deactivated_is_out(reader, learner):
    User.objects.filter(pk=learner.pk).update(is_active=False)
    assert not is_in(reader)


def test_a_door_that_was_closed_lets_nobody_through(reader, settings):
    door = reader.session[BACKEND_SESSION_KEY]
    settings.AUTHENTICATION_BACKENDS = [other for other in settings.AUTHENTICATION_BACKENDS if other != door]
    assert not is_in(reader)


def test_a_session_brings_every_duty_and_none_twice(reader, learner):
    for group in (ANALYSTS, ADMINISTRATORS, AUTHORS):
        actions.appoint(user=learner, group=group, by=None, at=JOINED_AT)
    assert reader.get(PAGE).context["user"]._duties == {ANALYSTS, ADMINISTRATORS, AUTHORS}
