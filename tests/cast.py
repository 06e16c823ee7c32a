"""The people whom tests know, made with the product's own actions: five who ask for permission, and three who keep the place."""

from datetime import UTC, datetime

import pytest

from organisations.models import EmailDomain, Kind, Organisation, Region
from people import actions
from people.models import Standing
from people.permissions import ADMINISTRATORS, ANALYSTS, AUTHORS, PUBLISHERS

# A Monday morning, on which everybody joined.
JOINED_AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def make_council(name, domain, kind=Kind.UNITARY):
    region, _ = Region.objects.get_or_create(code="E12000009", defaults={"name": "South West"})
    council = Organisation.objects.create(
        slug=domain.split(".")[0], name=name, short_name=name.split()[0], kind=kind, region=region
    )
    EmailDomain.objects.create(domain=domain, organisation=council)
    return council


def make_person(email, name, *, council=None, audience="senior_manager", group=None, at=JOINED_AT):
    """Joined by a code, with a confirmed name; a member where a council is given."""
    person = actions.join(email=email, at=at)
    actions.confirm_name(user=person, name=name, at=at)
    if council:
        actions.become_member(user=person, organisation=council, audience=audience, standing=Standing.MATCHED, at=at)
    if group:
        actions.appoint(user=person, group=group, by=None, at=at)
    return person


@pytest.fixture
def council(db):
    return make_council("Testham Borough Council", "testham.gov.uk")


@pytest.fixture
def other_council(db):
    return make_council("Elsewhere District Council", "elsewhere.gov.uk", Kind.DISTRICT)


@pytest.fixture
def learner(council):
    return make_person("lena@testham.gov.uk", "Lena Learner", council=council)


@pytest.fixture
def colleague(council):
    return make_person("cole@testham.gov.uk", "Cole Colleague", council=council, audience="councillor")


@pytest.fixture
def coordinator(council):
    person = make_person("cora@testham.gov.uk", "Cora Coordinator", council=council, audience="other")
    actions.appoint_coordinator(user=person, organisation=council, by=None, at=JOINED_AT)
    return person


@pytest.fixture
def stranger(other_council):
    return make_person("stan@elsewhere.gov.uk", "Stan Stranger", council=other_council)


@pytest.fixture
def analyst(db):
    return make_person("ana@ministry.gov.uk", "Ana Analyst", group=ANALYSTS)


@pytest.fixture
def editor(db):
    return make_person("edie@programme.gov.uk", "Edie Editor", group=AUTHORS)


@pytest.fixture
def publisher(db):
    return make_person("piers@programme.gov.uk", "Piers Publisher", group=PUBLISHERS)


@pytest.fixture
def administrator(db):
    return make_person("ada@programme.gov.uk", "Ada Administrator", group=ADMINISTRATORS)
