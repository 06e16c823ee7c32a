"""Who may be reminded now: idle for long enough, not reminded lately by anybody, and not silent after three (mail.rules)."""

from django.utils import timezone

from mail.recipients import nudged
from mail.rules import may_nudge
from people.models import User
from progress.reminders import last_active

from .models import CohortMember, Invitation
from .overview import lines


def invited(organisation, at):
    """Open invitations whose addressee may have a nudge."""
    waiting = [i for i in Invitation.objects.at(organisation).waiting().select_related("organisation") if i.is_open(at)]
    sent = nudged("to", [i.email for i in waiting])
    return [i for i in waiting if may_nudge(at=at, since=i.sent_at, nudged_at=sent[i.email], last_active_at=None)]


def members(reader, cohort, states, at):
    """People of a cohort who stand at one of the states, as the reader sees it, and may have a nudge."""
    found = lines(reader, cohort.organisation, timezone.localtime(at).date())
    people = [line.person for line in found if line.cohort_id == cohort.pk and line.person and line.state in states]
    since = dict(CohortMember.objects.filter(cohort=cohort).values_list("person", "added_at"))
    sent, active = nudged("person", people), last_active(people)
    due = [
        person
        for person in people
        if may_nudge(at=at, since=since[person], nudged_at=sent[person], last_active_at=active.get(person))
    ]
    return list(User.objects.filter(pk__in=due, is_active=True))
