"""What the demonstration's coordinator finds: the right to a file of people, groups with colleagues in every state, and invitations."""

from datetime import timedelta
from itertools import chain

from django.utils import timezone

from courses.models import CoursePage
from people.demonstration import ADMINISTRATOR, COORDINATOR
from people.models import Grant, Membership, User

from . import actions, cohorts, files, overview
from .models import Cohort, Invitation
from .reading import Row
from .rules import State

MANAGERS, MEMBERS = "Heads of service, first group", "Members’ evening group"
# How many of each state the first group has; in the second everybody else who fits.
STATES = {State.COMPLETED: 4, State.STARTED: 6, State.NOT_STARTED: 4}
ELECTED = ("councillor", "executive_member", "scrutiny_member")
INVITED = ("Hector Highlighter", "Ivy Indexcard", "Jolyon Jotter", "Kezia Kneehole")
DECLINED = 1


def make(*, at):
    """Idempotent; after the people have been made."""
    administrator = User.objects.get(email=ADMINISTRATOR)
    for grant in Grant.objects.current().filter(user__email=COORDINATOR):
        files.give_right(grant=grant, by=administrator, at=at)


def bring_together(*, at):
    """Two groups, one of them past its date, and people invited to the first. Nothing where there are groups already."""
    coordinator = User.objects.get(email=COORDINATOR)
    organisation = Grant.objects.current().filter(user=coordinator).earliest("granted_at").organisation
    course = next((c for c in CoursePage.objects.live().public().order_by("path") if c.is_for_everybody()), None)
    if course is None or Cohort.objects.at(organisation).exists():
        return
    day, found = timezone.localdate(at), overview.lines(coordinator, organisation, timezone.localdate(at))
    by = {"by": coordinator, "at": at - timedelta(weeks=6)}
    about = {"organisation": organisation, "course": course, "starts_on": day - timedelta(weeks=6)}
    first = cohorts.make(name=MANAGERS, due_on=day + timedelta(weeks=3), **about, **by)
    second = cohorts.make(name=MEMBERS, due_on=day - timedelta(days=10), **about, **by)
    elected = set(Membership.objects.at(organisation).filter(audience__in=ELECTED).values_list("user", flat=True))
    people = _by_state([line for line in found if line.pathway in (course.title, "") and line.person != coordinator.pk])
    officers = chain(*(_some(people[state], elected, False)[:n] for state, n in STATES.items()))
    members = chain(*(_some(people[state], elected, True)[:4] for state in STATES))
    for cohort, some in ((first, officers), (second, members)):
        cohorts.add(cohort=cohort, people=User.objects.filter(pk__in=list(some)), **by)
    _invite(organisation, first, coordinator, at - timedelta(days=8))


def _by_state(lines):
    return {state: [line.person for line in lines if line.state == state] for state in STATES}


def _some(people, elected, are_elected):
    return [person for person in people if (person in elected) == are_elected]


def _invite(organisation, cohort, coordinator, at):
    domain = organisation.email_domains.first().domain
    rows = [Row(line, f"{name.lower().replace(' ', '.')}@{domain}", name) for line, name in enumerate(INVITED, start=1)]
    actions.invite(organisation=organisation, rows=rows, cohort=cohort, by=coordinator, at=at)
    for invitation in Invitation.objects.at(organisation).waiting().filter(name=INVITED[DECLINED]):
        actions.decline(invitation=invitation, at=at + timedelta(days=1))
