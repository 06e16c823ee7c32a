"""After 12 months unused a code alone opens nothing: a second address, a second step, the council or a vouched check is needed.

Seen to fail: the same address that counts as another one.
"""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client

from audit.models import Event
from mail.actions import send_due
from mail.models import Message
from people import actions, returning, rules
from people.models import User, Vouching
from tests.cast import JOINED_AT

from .conftest import code_in_the_mail

HOME = "lena@home.example"
RETURNING, CODE = "/sign-in/returning/", "/sign-in/returning/code/"
NOW = JOINED_AT + timedelta(days=400)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def signed_in_as(browser):
    return browser.session.get("_auth_user_id")


@pytest.fixture
def back(sign_in, learner):
    """A browser of whoever reads the mail of a learner who has not been here for 400 days."""
    return sign_in(learner.email)


def other_address(browser, email):
    browser.post(RETURNING, {"email": email})
    return browser.post(CODE, {"code": code_in_the_mail()})


@pytest.mark.parametrize(("days", "dormant"), [(365, False), (366, True)])
def test_twelve_months(days, dormant):
    assert rules.is_dormant(NOW - timedelta(days=days), NOW) is dormant
    assert rules.is_dormant(None, NOW) is False


def test_a_code_alone_opens_nothing(back):
    assert back.answer.headers["Location"] == RETURNING
    assert signed_in_as(back) is None
    for private in ("/my-learning/", "/learn/log/", "/your-account/", "/your-account/data/"):
        assert back.get(private).status_code == 302


def test_whoever_was_here_within_the_year_needs_only_the_code(sign_in, learner):
    User.objects.filter(pk=learner.pk).update(last_login=NOW - timedelta(days=364))
    assert signed_in_as(sign_in(learner.email)) == str(learner.pk)


def test_somebody_new_is_not_asked(sign_in):
    assert signed_in_as(sign_in("nora@testham.gov.uk"))


def test_a_kept_session_is_use(sign_in, learner, clock):
    """Signed in once and here every month since: that is no account out of use."""
    User.objects.filter(pk=learner.pk).update(last_login=NOW)
    browser = sign_in(learner.email, keep="on")
    for _ in range(14):
        clock.shift(timedelta(days=28))
        assert browser.get("/your-account/").status_code == 200
    clock.shift(timedelta(days=28))
    assert signed_in_as(sign_in(learner.email, Client())) == str(learner.pk)


def test_another_address_of_the_account_opens_it(back, learner):
    EmailAddress.objects.create(user=learner, email=HOME, verified=True)
    other_address(back, HOME)
    assert signed_in_as(back) == str(learner.pk)
    told = Message.objects.filter(template="address_changed").values_list("to", flat=True)
    assert set(told) == {learner.email, HOME}
    assert Event.objects.filter(name="people.address_reopened").exists()


@pytest.mark.parametrize("verified", [None, False])
def test_an_address_that_is_not_the_accounts_opens_nothing(back, learner, verified):
    if verified is not None:
        EmailAddress.objects.create(user=learner, email=HOME, verified=verified)
    answer = other_address(back, HOME)
    assert "not another address of that account" in answer.content.decode()
    assert signed_in_as(back) is None


def test_the_same_address_again_is_not_another(back, learner):
    other_address(back, learner.email)
    assert signed_in_as(back) is None


def test_the_page_tells_nobody_which_addresses_there_are(back, learner):
    EmailAddress.objects.create(user=learner, email=HOME, verified=True)
    for email in (HOME, "nobody@home.example"):
        assert back.post(RETURNING, {"email": email}).headers["Location"] == CODE
    assert "home.example" not in back.get(RETURNING).content.decode()
    assert "Lena" not in back.get(RETURNING).content.decode()


def test_a_second_step_is_asked_for_as_ever(sign_in, learner):
    TOTP.activate(learner, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    assert sign_in(learner.email).answer.headers["Location"] == "/account/2fa/authenticate/"


def test_without_a_right_code_there_is_no_such_page(client, learner):
    assert client.get(RETURNING).headers["Location"] == "/sign-in/"
    assert client.get(CODE).headers["Location"] == "/sign-in/"
    assert client.post(RETURNING, {"vouch": "yes"}).headers["Location"] == "/sign-in/"
    assert not Vouching.objects.exists()


def test_the_page_closes_after_a_while(back, clock):
    clock.shift(timedelta(minutes=16))
    assert back.get(RETURNING).headers["Location"] == "/sign-in/"


# Being vouched for


@pytest.fixture
def vouching(back):
    for _ in range(2):
        back.post(RETURNING, {"vouch": "yes"})
    assert "We have asked your organisation" in back.get(RETURNING).content.decode()
    return Vouching.objects.get()


def answer(client, by, vouching, **data):
    User.objects.filter(pk=by.pk).update(last_login=NOW)
    client.force_login(by)
    return client.post(f"/approvals/returning/{vouching.pk}/", data)


@pytest.mark.parametrize("who", ["coordinator", "administrator"])
def test_somebody_who_knows_them_opens_it(client, sign_in, learner, vouching, who, request):
    by = request.getfixturevalue(who)
    client.force_login(by)
    assert "Lena Learner" in client.get("/approvals/").content.decode()
    assert answer(client, by, vouching, answer="same").headers["Location"] == "/approvals/"
    assert signed_in_as(sign_in(learner.email)) == str(learner.pk)
    assert Event.objects.get(name="people.vouch").actor == by.pk


def test_the_word_holds_for_a_week(client, sign_in, learner, vouching, administrator, clock):
    answer(client, administrator, vouching, answer="same")
    clock.shift(timedelta(days=7, minutes=1))
    assert signed_in_as(sign_in(learner.email)) is None


def test_they_are_told(client, learner, vouching, administrator):
    answer(client, administrator, vouching, answer="same")
    send_due(at=NOW)
    assert "within 7 days" in mail.outbox[-1].body


@pytest.mark.parametrize("who", ["learner", "colleague", "stranger", "analyst", "editor", "publisher"])
def test_nobody_else_can(client, vouching, who, request):
    assert answer(client, request.getfixturevalue(who), vouching, answer="same").status_code in (403, 404)
    assert Vouching.objects.waiting().exists()


def test_a_coordinator_of_another_organisation_cannot(client, stranger, other_council, vouching):
    actions.appoint_coordinator(user=stranger, organisation=other_council, by=None, at=JOINED_AT)
    assert answer(client, stranger, vouching, answer="same").status_code == 404


def test_an_answer_is_needed(client, administrator, vouching):
    assert answer(client, administrator, vouching).status_code == 422
    assert Vouching.objects.waiting().exists()


def test_a_mailbox_that_passed_on_opens_a_new_account(client, sign_in, learner, vouching, administrator):
    EmailAddress.objects.create(user=learner, email=HOME, verified=True)
    answer(client, administrator, vouching, answer="other")
    newcomer = sign_in("lena@testham.gov.uk")
    assert signed_in_as(newcomer) not in (None, str(learner.pk))
    learner.refresh_from_db()
    assert learner.email == HOME
    assert Message.objects.filter(template="address_changed", to=HOME).exists()


def test_an_account_without_another_address_is_kept_and_shut(client, sign_in, learner, vouching, administrator):
    answer(client, administrator, vouching, answer="other")
    assert signed_in_as(sign_in("lena@testham.gov.uk")) != str(learner.pk)
    learner.refresh_from_db()
    assert learner.is_active
    assert learner.email.endswith(returning.RELEASED)
    assert learner.memberships.exists()


def test_ninety_days_after_the_answer_neither_question_nor_message_is_left(vouching, administrator):
    returning.answer(vouching=vouching, is_same=False, by=administrator, at=NOW)
    assert returning.erase_answered(at=NOW + timedelta(days=89)) == 0
    assert returning.erase_answered(at=NOW + timedelta(days=90)) == 1
    assert not Message.objects.filter(to=vouching.email, template="vouching_decided").exists()


def test_an_answer_counts_once(learner, vouching, administrator):
    for is_same in (False, True):
        returning.answer(vouching=vouching, is_same=is_same, by=administrator, at=NOW)
    assert Vouching.objects.get().is_same is False
