"""Every change of how one signs in is audited and mailed to every address; a second one is invited in time."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from audit.models import Event
from mail.actions import send_due
from mail.models import Message
from people import addresses
from tests.cast import JOINED_AT

HOME = "lena@home.example"


@pytest.fixture
def inside(client, learner):
    client.force_login(learner)
    return client


@pytest.fixture
def second(learner):
    return EmailAddress.objects.create(user=learner, email=HOME, verified=True)


def told():
    return sorted(Message.objects.filter(template="address_changed").values_list("to", flat=True))


def change(browser, email, action):
    return browser.post("/account/email/", {"email": email, action: ""})


def test_removing_one_is_told_to_those_that_stay_and_to_the_one_that_goes(inside, learner, second):
    change(inside, HOME, "action_remove")
    assert told() == [HOME, learner.email]
    assert Event.objects.filter(name="people.address_removed", subject=str(learner.pk)).exists()


def test_another_main_address_is_told_to_all(inside, learner, second):
    change(inside, HOME, "action_primary")
    learner.refresh_from_db()
    assert learner.email == HOME
    assert told() == [HOME, "lena@testham.gov.uk"]
    assert Event.objects.filter(name="people.address_main").exists()


def test_adding_one_is_told_when_it_is_confirmed_and_not_before(inside, learner):
    change(inside, HOME, "action_add")
    assert told() == []
    code = mail.outbox[-1].body.split("\n\n")[1].strip()
    inside.post("/account/confirm-email/", {"code": code})
    assert EmailAddress.objects.get(email=HOME).verified
    assert told() == [HOME, learner.email]
    assert Event.objects.filter(name="people.address_added").count() == 1


def test_the_message_names_no_address_and_says_what_to_do(inside, learner, second):
    change(inside, HOME, "action_remove")
    send_due(at=JOINED_AT.replace(year=2030))
    text = mail.outbox[-1].body
    assert "An address was removed" in text
    assert "If it was not" in text
    assert HOME not in text
    assert HOME not in str(list(Event.objects.values()))


def test_a_second_address_is_invited_once_for_each_occasion(learner):
    for occasion in ("certificate", "certificate", "organisation:7"):
        addresses.invite_second(user=learner, occasion=occasion, at=JOINED_AT)
    assert Message.objects.filter(template="second_address").count() == 2
    send_due(at=JOINED_AT)
    assert "You have earned your first certificate" in mail.outbox[0].body
    assert "Your organisation ends soon" in mail.outbox[1].body


def test_nobody_who_has_two_is_asked_for_another(learner, second):
    addresses.invite_second(user=learner, occasion="certificate", at=JOINED_AT)
    assert not Message.objects.exists()


def test_nor_is_one_who_added_it_meanwhile(learner):
    addresses.invite_second(user=learner, occasion="certificate", at=JOINED_AT)
    EmailAddress.objects.create(user=learner, email=HOME, verified=True)
    send_due(at=JOINED_AT)
    assert mail.outbox == []
