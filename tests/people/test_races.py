"""Two clicks at once are one person in one place."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from people import actions
from people.models import Membership, Standing, User
from tests.cast import JOINED_AT, make_council, make_person


def at_once(times, call):
    def run(_):
        try:
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


@pytest.mark.django_db(transaction=True)
def test_joining_from_two_tabs_is_one_person():
    joined = at_once(4, lambda: actions.join(email="name@testham.gov.uk", at=JOINED_AT))
    assert len({person.pk for person in joined}) == User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_choosing_an_organisation_twice_is_one_membership():
    council = make_council("Testham Borough Council", "testham.gov.uk")
    person = make_person("name@testham.gov.uk", "Sam Sample")
    chosen = {
        "user": person,
        "organisation": council,
        "audience": "other",
        "standing": Standing.MATCHED,
        "at": JOINED_AT,
    }
    at_once(4, lambda: actions.become_member(**chosen))
    assert Membership.objects.count() == 1
