"""Nobody learns at the door who has an account: the same statements and the same mail for every address, and hardly a gap in time."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mail.models import Message
from people import benchmark
from people.models import User


def work_for(ask, email):
    """The statements without their values, how many mails went, and how many rows of mail stand."""
    mail.outbox.clear()
    with CaptureQueriesContext(connection) as queries:
        ask(Client(), email)
    shapes = [re.split(r" VALUES | WHERE |SAVEPOINT ", query["sql"])[0] for query in queries.captured_queries]
    return shapes, len(mail.outbox), Message.objects.count()


def test_known_and_unknown_addresses_cost_the_same_work(ask, learner):
    assert work_for(ask, learner.email) == work_for(ask, "nobody@testham.gov.uk")


def test_so_do_a_closed_and_a_long_unused_account(ask, learner, colleague):
    User.objects.filter(pk=colleague.pk).update(is_active=False)
    unknown = work_for(ask, "nobody@testham.gov.uk")
    assert work_for(ask, colleague.email) == work_for(ask, learner.email) == unknown


@pytest.mark.django_db
def test_the_gap_is_measured():
    found = benchmark.measure(rounds=3)
    assert set(found) == {"sign_in_known_ms", "sign_in_unknown_ms", "sign_in_gap_ms"}
    assert found["sign_in_known_ms"] > 0
