"""Invented people in organisations that are visibly invented, so that a newcomer can try every duty. Never in production."""

from dataclasses import dataclass

from django.db import transaction

from organisations.actions import add_domain
from organisations.models import Kind, Organisation, Region

from . import actions
from .models import Standing, User
from .permissions import ADMINISTRATORS, ANALYSTS, AUTHORS, MODERATORS, PUBLISHERS

COORDINATOR, ADMINISTRATOR = "coordinator@exampleton.example", "administrator@programme.example"
SOUTH_WEST = ("E12000009", "South West")
ORGANISATIONS = (
    ("exampleton", "Exampleton Borough Council (fictional)", "Exampleton", Kind.UNITARY, ("exampleton.example",)),
    ("fictionshire", "Fictionshire County Council (fictional)", "Fictionshire", Kind.COUNTY, ("fictionshire.example",)),
    ("made-up-borough", "Made-up Borough Council (fictional)", "Made-up", Kind.DISTRICT, ("shared.example",)),
    ("pretend-district", "Pretend District Council (fictional)", "Pretend", Kind.DISTRICT, ("shared.example",)),
)


@dataclass(frozen=True)
class Person:
    """`does` says in a few words what one can try as this person."""

    email: str
    name: str
    does: str
    organisation: str = ""
    audience: str = ""
    group: str = ""
    coordinates: bool = False


PEOPLE = (
    Person("learner@exampleton.example", "Lena Learner", "learns", "exampleton", "senior_manager"),
    Person("councillor@exampleton.example", "Colin Councillor", "learns as a councillor", "exampleton", "councillor"),
    Person(
        COORDINATOR,
        "Corinne Coordinator",
        "brings colleagues through it",
        "exampleton",
        "other",
        coordinates=True,
    ),
    Person("learner@fictionshire.example", "Stan Stranger", "learns elsewhere", "fictionshire", "chief_officer"),
    Person("editor@programme.example", "Edie Editor", "writes content", group=AUTHORS),
    Person("publisher@programme.example", "Piers Publisher", "publishes content", group=PUBLISHERS),
    Person("moderator@programme.example", "Mona Moderator", "screens what people write", group=MODERATORS),
    Person("analyst@programme.example", "Ana Analyst", "reads the figures", group=ANALYSTS),
    Person(ADMINISTRATOR, "Adam Administrator", "manages people", group=ADMINISTRATORS),
)


@transaction.atomic
def make(*, at):
    """Idempotent. Returns the people as they are described here."""
    places = {slug: _organisation(slug, *facts, at=at) for slug, *facts in ORGANISATIONS}
    for person in PEOPLE:
        _person(person, places.get(person.organisation), at)
    return PEOPLE


def _organisation(slug, name, short_name, kind, domains, *, at):
    region, _ = Region.objects.get_or_create(code=SOUTH_WEST[0], defaults={"name": SOUTH_WEST[1]})
    facts = {"name": name, "short_name": short_name, "kind": kind, "region": region, "is_fictional": True}
    organisation, _ = Organisation.objects.update_or_create(slug=slug, defaults=facts)
    for domain in domains:
        add_domain(organisation=organisation, domain=domain, at=at)
    return organisation


def _person(person, organisation, at):
    user = actions.join(email=person.email, at=at)
    User.objects.filter(pk=user.pk).update(is_demonstration=True)
    user.refresh_from_db()
    actions.confirm_name(user=user, name=user.name or person.name, at=at)
    if organisation and not user.memberships.exists():
        actions.become_member(
            user=user, organisation=organisation, audience=person.audience, standing=Standing.MATCHED, at=at
        )
    if person.coordinates:
        actions.appoint_coordinator(user=user, organisation=organisation, by=None, at=at)
    if person.group:
        actions.appoint(user=user, group=person.group, by=None, at=at)
