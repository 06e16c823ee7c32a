"""Who waits for an answer, and who is told: those who know them, and after five working days an administrator (RULES: Organisations).

A message says how many wait and names nobody. There is one on a working day at most, and none without somebody new.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from mail.actions import queue
from mail.rules import is_working_day

from .models import Grant, GrantKind, Membership, Vouching
from .permissions import administrators
from .rules import handed_on


@dataclass(frozen=True)
class Question:
    """About whom, asked when, and at which organisations (ids) one may know the answer."""

    key: str
    about: UUID
    asked_on: date
    organisations: frozenset[int]


def tell(*, at):
    """Each of those who may answer something new hears of all that they may answer. Returns how many are told."""
    today = timezone.localtime(at).date()
    latest = _latest(today) if is_working_day(today) else {}
    for person, (became_on, key) in latest.items():
        queue(
            key=f"approvals:{person.pk}:{became_on}:{key}",
            template="approvals_waiting",
            to=person.email,
            context={"person": str(person.pk)},
            person=person.pk,
            at=at,
        )
    return len(latest)


def _latest(today):
    """{person: (day, key)} of the question that became theirs last; on the morning after it was asked at the earliest."""
    coordinators, everywhere, latest = _coordinators(), list(administrators()), {}
    for question in _questions():
        theirs = question.asked_on + timedelta(days=1)
        near = {person for place in question.organisations for person in coordinators[place]}
        far = handed_on(question.asked_on, is_working_day) if near else theirs
        for became_on, people in ((theirs, near), (far, everywhere)):
            for person in people:
                if became_on <= today and person.pk != question.about:
                    latest[person] = max(latest.get(person, (became_on, "")), (became_on, question.key))
    return latest


def _coordinators():
    """{organisation id: those who coordinate it}"""
    found = defaultdict(set)
    grants = Grant.objects.current().filter(kind=GrantKind.COORDINATOR, user__is_active=True).select_related("user")
    for grant in grants:
        found[grant.organisation_id].add(grant.user)
    return found


def _questions():
    for one in Membership.objects.current().pending():
        places = frozenset({one.organisation_id} - {None})
        yield Question(f"place-{one.pk}", one.user_id, _day(one.requested_at), places)
    for one in Vouching.objects.waiting():
        places = Membership.objects.current().counted().filter(user=one.user_id).values_list("organisation", flat=True)
        yield Question(f"person-{one.pk}", one.user_id, _day(one.asked_at), frozenset(places))


def _day(moment):
    return timezone.localtime(moment).date()
