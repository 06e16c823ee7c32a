"""Invented people in organisations that are visibly invented, so that a newcomer can try every duty. Never in production."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from organisations import demonstration as organisations

from . import actions, waiting
from .models import Grant, Standing, User
from .permissions import ADMINISTRATORS, ANALYSTS, AUTHORS, MODERATORS, PUBLISHERS

LEARNER, COUNCILLOR = "learner@exampleton.example", "councillor@exampleton.example"
COORDINATOR, ELSEWHERE = "coordinator@exampleton.example", "learner@fictionshire.example"
EDITOR, PUBLISHER, MODERATOR, ANALYST, ADMINISTRATOR = (
    f"{duty}@programme.example" for duty in ("editor", "publisher", "moderator", "analyst", "administrator")
)
NEWCOMER, SECOND_ANALYST = "newcomer@elsewhere.example", "second.analyst@programme.example"


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
    Person(LEARNER, "Lena Learner", "learns", "exampleton", "senior_manager"),
    Person(COUNCILLOR, "Colin Councillor", "learns as a councillor", "exampleton", "councillor"),
    Person(
        COORDINATOR,
        "Corinne Coordinator",
        "brings colleagues through it",
        "exampleton",
        "other",
        coordinates=True,
    ),
    Person(ELSEWHERE, "Stan Stranger", "learns elsewhere", "fictionshire", "chief_officer"),
    Person(EDITOR, "Edie Editor", "writes content", group=AUTHORS),
    Person(PUBLISHER, "Piers Publisher", "publishes content", group=PUBLISHERS),
    Person(MODERATOR, "Mona Moderator", "screens what people write", group=MODERATORS),
    Person(ANALYST, "Ana Analyst", "reads the figures", group=ANALYSTS),
    Person(ADMINISTRATOR, "Adam Administrator", "manages people", group=ADMINISTRATORS),
)


# Who has a part in the invented history without being somebody whom one can sign in as.
OTHERS = (
    Person(NEWCOMER, "Nell Newcomer", "waits for an approval"),
    Person(SECOND_ANALYST, "Una Unreal", "approves what Ana has prepared", group=ANALYSTS),
)


@transaction.atomic
def make(*, at):
    """Idempotent. Returns the people as they are described here."""
    places = organisations.make(at=at)
    for person in PEOPLE:
        _person(person, places.get(person.organisation), at)
    return PEOPLE


@transaction.atomic
def make_others(*, at):
    """Idempotent. One of them says, from an address that nobody knows, that she serves where the coordinator does, who is told."""
    organisation = Grant.objects.current().filter(user__email=COORDINATOR).earliest("granted_at").organisation
    for person in OTHERS:
        user = _person(person, None, at)
        User.objects.filter(pk=user.pk).update(is_active=False)
        if person.email == NEWCOMER and not user.memberships.exists():
            actions.settle(user=user, audience="senior_manager", organisation=organisation, at=at)
    for days in (1, 2, 3):
        waiting.tell(at=at + timedelta(days=days))


def _person(person, place, at):
    user = actions.join(email=person.email, at=at)
    User.objects.filter(pk=user.pk).update(is_demonstration=True)
    user.refresh_from_db()
    actions.confirm_name(user=user, name=user.name or person.name, at=at)
    if place and not user.memberships.exists():
        actions.become_member(
            user=user, organisation=place.organisation, audience=person.audience, standing=Standing.MATCHED, at=at
        )
    if person.coordinates:
        actions.appoint_coordinator(user=user, organisation=place.organisation, by=None, at=at)
    if person.group:
        actions.appoint(user=user, group=person.group, by=None, at=at)
    return user
