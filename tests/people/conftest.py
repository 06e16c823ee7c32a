"""What tests of the door share: a browser that signs in as a person does, by the code in the mail."""

import re

import pytest
from django.core import mail
from django.test import Client

from people.signals import membership_counted


def code_in_the_mail():
    return re.search(r"^ {4}(\S{3} \S{3})$", mail.outbox[-1].body, re.MULTILINE)[1]


@pytest.fixture
def ask():
    """Enters an address at the door of a browser and returns the answer."""

    def enter(browser, email, **more):
        return browser.post("/sign-in/", {"email": email, **more})

    return enter


@pytest.fixture
def sign_in(db, ask):
    """A browser in which this address has signed in; `answer` is what the right code was answered with."""

    def enter(email, browser=None, **more):
        browser = browser or Client()
        ask(browser, email, **more)
        browser.answer = browser.post("/sign-in/code/", {"code": code_in_the_mail()})
        return browser

    return enter


@pytest.fixture
def counted():
    """The memberships of which the apps above were told that they count now."""
    heard = []

    def listen(sender, membership, at, **kwargs):
        heard.append(membership)

    membership_counted.connect(listen)
    yield heard
    membership_counted.disconnect(listen)
