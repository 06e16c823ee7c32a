"""One door: an address, a code in the mail, and one is in."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from people import signup
from people.models import User
from tests.cast import JOINED_AT

from .conftest import code_in_the_mail

NEW = "name@camden.gov.uk"


def signed_in_as(browser):
    return browser.session.get("_auth_user_id")


def test_the_account_is_made_when_the_code_is_right(client, ask, db):
    answer = ask(client, NEW)
    assert answer.headers["Location"] == "/sign-in/code/"
    assert not User.objects.exists()
    client.post("/sign-in/code/", {"code": code_in_the_mail()})
    user = User.objects.get()
    assert (user.email, str(user.pk)) == (NEW, signed_in_as(client))
    assert not user.has_usable_password()
    address = EmailAddress.objects.get()
    assert (address.verified, address.primary) == (True, True)


def test_whoever_comes_again_is_the_same_person(sign_in):
    first, second = sign_in(NEW), sign_in(NEW.upper())
    assert signed_in_as(first) == signed_in_as(second)
    assert User.objects.count() == 1


def test_a_second_confirmed_address_opens_the_same_account(sign_in, learner):
    EmailAddress.objects.create(user=learner, email="lena@home.example", verified=True)
    assert signed_in_as(sign_in("lena@home.example")) == str(learner.pk)


def test_an_address_that_another_person_never_confirmed_opens_nothing_of_theirs(sign_in, learner):
    EmailAddress.objects.create(user=learner, email="boss@testham.gov.uk", verified=False)
    assert signed_in_as(sign_in("boss@testham.gov.uk")) != str(learner.pk)


@pytest.mark.parametrize("typed", [str.lower, lambda c: c.replace(" ", ""), lambda c: f"  {c} ", lambda c: "-".join(c)])
def test_a_code_is_accepted_however_it_is_typed(client, ask, db, typed):
    ask(client, NEW)
    assert client.post("/sign-in/code/", {"code": typed(code_in_the_mail())}).status_code == 302


def test_the_code_page_survives_leaving_and_coming_back(client, ask, db):
    ask(client, NEW)
    client.get("/")
    assert NEW in client.get("/sign-in/code/").content.decode()
    assert "I already have a code" in client.get("/sign-in/").content.decode()


def test_the_code_page_says_where_council_filters_put_mail(client, ask, db):
    ask(client, NEW)
    page = client.get("/sign-in/code/").content.decode()
    assert "Junk" in page
    assert "Quarantine" in page


def test_a_new_code_can_be_had_after_a_minute_and_replaces_the_first(client, ask, db):
    with time_machine.travel(JOINED_AT, tick=False) as clock:
        ask(client, NEW)
        first = code_in_the_mail()
        client.post("/sign-in/code/", {"resend": "yes"})
        assert len(mail.outbox) == 1
        clock.shift(signup.RESEND_AFTER)
        client.post("/sign-in/code/", {"resend": "yes"})
        assert len(mail.outbox) == 2
        assert client.post("/sign-in/code/", {"code": first}).status_code == 422
        assert client.post("/sign-in/code/", {"code": code_in_the_mail()}).status_code == 302


def test_one_lands_where_one_came_from(sign_in, learner):
    assert sign_in(learner.email, next="/modules/?page=2").answer.headers["Location"] == "/modules/?page=2"


def test_whoever_has_not_said_where_they_serve_is_welcomed_first(sign_in):
    assert sign_in(NEW, next="/modules/").answer.headers["Location"] == "/welcome/?next=%2Fmodules%2F"


def test_staff_without_a_council_are_not_asked_for_one(sign_in, analyst):
    assert sign_in(analyst.email).answer.headers["Location"] == "/my-learning/"


def test_signing_in_starts_a_new_session(client, ask, sign_in):
    """A session that somebody planted beforehand is worth nothing."""
    ask(client, NEW)
    planted = client.session.session_key
    client.post("/sign-in/code/", {"code": code_in_the_mail()})
    assert client.session.session_key != planted
    stolen = Client()
    stolen.cookies["sessionid"] = planted
    assert "_auth_user_id" not in stolen.session


def test_whoever_is_signed_in_needs_no_door(sign_in, learner):
    browser = sign_in(learner.email)
    assert browser.get("/sign-in/").headers["Location"] == "/my-learning/"
    assert browser.get("/sign-in/code/").headers["Location"] == "/my-learning/"


def test_signing_out_is_a_post(sign_in, learner):
    browser = sign_in(learner.email)
    assert browser.get("/sign-out/").status_code == 405
    answer = browser.post("/sign-out/")
    assert (answer.headers["Location"], answer.headers["Clear-Site-Data"]) == ("/", '"storage"')
    assert signed_in_as(browser) is None


def test_the_session_is_listed_for_its_owner(sign_in, learner):
    sign_in(learner.email)
    assert UserSession.objects.filter(user=learner).count() == 1


def test_sign_in_and_refusal_are_audited_without_the_address(client, ask, learner):
    ask(client, learner.email)
    client.post("/sign-in/code/", {"code": "XXXXXX"})
    client.post("/sign-in/code/", {"code": code_in_the_mail()})
    assert Event.objects.filter(name="people.code_refused").exists()
    assert Event.objects.filter(name="people.sign_in", actor=learner.pk).exists()
    assert learner.email not in str(list(Event.objects.values()))


def test_a_closed_account_stays_closed(sign_in, learner):
    User.objects.filter(pk=learner.pk).update(is_active=False)
    browser = sign_in(learner.email)
    assert signed_in_as(browser) is None
    assert browser.answer.headers["Location"] == "/account/inactive/"


def test_getting_a_page_changes_nothing(client, db):
    for _ in range(2):
        client.get("/sign-in/")
        client.get("/sign-in/code/")
    assert mail.outbox == []
    assert not client.session.keys()


def test_a_code_is_only_a_hash_in_the_session(client, ask, db):
    ask(client, NEW)
    code = signup.plain(code_in_the_mail())
    assert code not in str(dict(client.session.items()))


def test_codes_are_unambiguous():
    assert len(signup.ALPHABET) ** signup.LENGTH > 300_000_000
    assert not set("01OILAEIOU") & set(signup.ALPHABET)


@pytest.mark.parametrize(("keep", "lasts"), [({}, timedelta(hours=12)), ({"keep": "on"}, timedelta(days=30))])
def test_a_session_lasts_as_long_as_was_asked(sign_in, learner, keep, lasts):
    assert sign_in(learner.email, **keep).session.get_expiry_age() == lasts.total_seconds()


def test_a_kept_session_slides(sign_in, learner):
    with time_machine.travel(JOINED_AT, tick=False) as clock:
        browser = sign_in(learner.email, keep="on")
        for _ in range(3):
            clock.shift(timedelta(days=25))
            assert browser.get("/your-account/").status_code == 200
        clock.shift(timedelta(days=31))
        assert browser.get("/your-account/").status_code == 302


def test_known_and_unknown_are_answered_alike(ask, learner):
    """Text, status, length, headers, session and number of queries: the address is not looked up before its code is right."""
    seen = []
    for email in (learner.email, "nobody@testham.gov.uk"):
        browser = Client()
        with CaptureQueriesContext(connection) as queries:
            answer = ask(browser, email)
            page = browser.get("/sign-in/code/")
        wrong = browser.post("/sign-in/code/", {"code": "XXXXXX"})
        texts = [one.content.decode().replace(email, "") for one in (answer, page, wrong)]
        seen.append(
            (answer.status_code, answer.headers["Location"], len(queries), [_without_tokens(text) for text in texts])
        )
        assert not any(
            "people_user" in query["sql"] or "emailaddress" in query["sql"] for query in queries.captured_queries
        )
    assert seen[0] == seen[1]
    assert [len(message.body) for message in mail.outbox[:1]] == [len(mail.outbox[1].body)]


def _without_tokens(text):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
