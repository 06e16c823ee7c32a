"""What the door answers to what is wrong: a clear page, the right status, a way forward, and nobody let in."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from people import signup
from people.models import User
from tests.cast import JOINED_AT

from .conftest import code_in_the_mail

NEW = "name@camden.gov.uk"


class Broken(EmailBackend):
    def send_messages(self, messages):
        raise TimeoutError


def refuses(answer, words, status=422):
    assert answer.status_code == status, answer.content.decode()
    assert words in answer.content.decode()
    assert "_auth_user_id" not in answer.client.session
    return True


@pytest.mark.parametrize(
    "email",
    ["", "nonsense", "a@b", "@", "name@camden", "name@cam\0den.gov.uk", "ü@camden.gov.uk", "a@" + "b" * 300 + ".uk", "name@[127.0.0.1]",
     "name@camden.gov.uk\nBcc: x@example.org", "name@-.gov.uk", "x" * 10_000, "name@" + "\U0001f600" * 40 + ".uk"],
)  # fmt: skip
def test_what_is_no_address_is_asked_for_again(client, ask, db, email):
    answer = ask(client, email)
    assert answer.status_code == 422
    assert "govuk-error-summary" in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("email", ["Name@CAMDEN.gov.uk", " name@camden.gov.uk ", "name@camden.gov.uk"])
def test_spellings_of_one_mailbox_are_one_person(client, ask, db, email):
    ask(client, email)
    assert mail.outbox[0].to == [NEW]


def test_an_idn_address_is_one_too(client, ask, db):
    ask(client, "name@bücher.example")
    assert mail.outbox[0].to == ["name@xn--bcher-kva.example"]


def test_a_wrong_code_is_refused(client, ask, db):
    ask(client, NEW)
    assert refuses(client.post("/sign-in/code/", {"code": "XXXXXX"}), "The code is not right")
    assert not User.objects.exists()


@pytest.mark.parametrize("typed", ["", " ", "---", "\0", "ÄÖÜ", "a" * 41, "ß" * 40])
def test_what_is_no_code_is_refused(client, ask, db, typed):
    ask(client, NEW)
    assert refuses(client.post("/sign-in/code/", {"code": typed}), "govuk-error-summary")


def test_a_code_expires_after_fifteen_minutes(client, ask, db):
    with time_machine.travel(JOINED_AT, tick=False) as clock:
        ask(client, NEW)
        clock.shift(signup.VALID_FOR + timedelta(seconds=1))
        assert refuses(client.post("/sign-in/code/", {"code": code_in_the_mail()}), "has expired")
        assert "Send a new code" in client.get("/sign-in/code/").content.decode()


def test_after_five_tries_the_right_code_is_refused_too(client, ask, db):
    ask(client, NEW)
    for _ in range(signup.TRIES):
        client.post("/sign-in/code/", {"code": "XXXXXX"})
    assert refuses(client.post("/sign-in/code/", {"code": code_in_the_mail()}), "Too many tries", 429)


def test_a_used_code_is_refused(sign_in, learner):
    browser = sign_in(learner.email)
    used = code_in_the_mail()
    browser.post("/sign-out/")
    assert browser.post("/sign-in/code/", {"code": used}).headers["Location"] == "/sign-in/"


def test_the_same_right_answer_sent_twice_signs_in_once(client, ask, db):
    ask(client, NEW)
    code = code_in_the_mail()
    first, second = (client.post("/sign-in/code/", {"code": code}) for _ in range(2))
    assert (first.status_code, second.status_code, User.objects.count()) == (302, 302, 1)


def test_a_code_from_another_browser_is_refused(client, ask, db):
    ask(client, NEW)
    foreign = code_in_the_mail()
    other = Client()
    assert other.post("/sign-in/code/", {"code": foreign}).headers["Location"] == "/sign-in/"
    ask(other, "other@camden.gov.uk")
    assert refuses(other.post("/sign-in/code/", {"code": foreign}), "The code is not right")


@pytest.mark.parametrize(
    "place",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        "evil",
        "\t//evil.example",
        "http://testserver@evil.example/",
    ],
)
def test_nobody_is_sent_off_this_site(sign_in, learner, place):
    browser = sign_in(learner.email, next=place)
    assert browser.answer.headers["Location"] == "/my-learning/"
    assert browser.get("/sign-in/", {"next": place}).headers["Location"] == "/my-learning/"


def test_when_the_mail_cannot_go_the_page_says_so(client, ask, db, settings):
    settings.EMAIL_BACKEND = "tests.people.test_door_refusals.Broken"
    assert refuses(ask(client, NEW), "We could not send the email", 503)
    assert "sign_in" not in client.session


def test_when_a_second_mail_cannot_go_the_first_code_stays_good(client, ask, db, settings):
    with time_machine.travel(JOINED_AT, tick=False) as clock:
        ask(client, NEW)
        clock.shift(signup.RESEND_AFTER)
        settings.EMAIL_BACKEND = "tests.people.test_door_refusals.Broken"
        assert refuses(client.post("/sign-in/code/", {"resend": "yes"}), "We could not send the email", 503)
        assert client.post("/sign-in/code/", {"code": code_in_the_mail()}).status_code == 302


def test_one_address_can_ask_six_times_in_ten_minutes(db, ask):
    for _ in range(6):
        assert ask(Client(), NEW).status_code == 302
    assert refuses(ask(Client(), NEW), "Too many codes", 429)
    assert ask(Client(), "other@camden.gov.uk").status_code == 302


def test_a_forged_network_address_changes_nothing(db, ask, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "sign_in_network": "3/10m/ip"}
    answers = [
        Client(HTTP_X_FORWARDED_FOR=f"10.0.0.{n}").post("/sign-in/", {"email": f"n{n}@camden.gov.uk"}).status_code
        for n in range(4)
    ]
    assert answers == [302, 302, 302, 429]


def test_nor_does_one_that_is_put_before_the_proxys_own(db, ask, settings):
    """Behind one proxy only what the proxy added counts, which is the last."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "sign_in_network": "3/10m/ip"}
    answers = [
        Client(HTTP_X_FORWARDED_FOR=f"10.0.0.{n}, 203.0.113.7").post("/sign-in/", {"email": f"n{n}@camden.gov.uk"})
        for n in range(4)
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    other = Client(HTTP_X_FORWARDED_FOR="203.0.113.7, 203.0.113.8")
    assert ask(other, "else@camden.gov.uk").status_code == 302


def test_guessing_one_address_from_many_browsers_is_stopped(db, ask, settings):
    settings.ACCOUNT_RATE_LIMITS = {"sign_in_tries": "3/10m/key"}
    answers = []
    for _ in range(4):
        browser = Client()
        ask(browser, NEW)
        answers.append(browser.post("/sign-in/code/", {"code": "XXXXXX"}).status_code)
    assert answers == [422, 422, 422, 429]


def test_ten_megabytes_are_refused(client, db):
    answer = client.post("/sign-in/", {"email": "a" * 10_000_000})
    assert answer.status_code == 413
    assert mail.outbox == []


def test_a_forged_form_is_refused(db):
    browser = Client(enforce_csrf_checks=True)
    assert browser.post("/sign-in/", {"email": NEW}).status_code == 403
    assert mail.outbox == []


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_answered(client, db, method):
    assert getattr(client, method)("/sign-in/").status_code == 405


@pytest.mark.parametrize(
    "place",
    ["/cms/login/", "/cms/password_reset/", "/cms/password_reset/confirm/MQ/abc/", "/account/login/", "/account/login/code/",
     "/account/login/code/confirm/", "/account/signup/", "/account/password/reset/", "/account/password/set/", "/account/password/change/",
     "/account/password/reset/key/1-abc/"],
)  # fmt: skip
def test_no_other_door_opens(client, learner, place):
    """Even with a password that is right."""
    learner.set_password("correct horse")
    learner.save()
    for answer in (
        client.get(place),
        client.post(place, {"login": learner.email, "username": learner.email, "password": "correct horse"}),
    ):
        assert answer.headers["Location"] == "/sign-in/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("place", ["/cms/logout/", "/account/logout/"])
def test_the_other_ways_out_are_ours(client, learner, place):
    client.force_login(learner)
    assert client.get(place).headers["Location"] == "/your-account/"
    assert "_auth_user_id" in client.session
    client.post(place)
    assert "_auth_user_id" not in client.session
