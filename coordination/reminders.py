"""Who may be reminded now: idle for long enough, not reminded lately by anybody, and not silent after three (rules.may_remind)."""

from collections import defaultdict

from django.db.models import Max
from django.utils import timezone

from assessment.models import Attempt
from mail.models import Message, Purpose, State
from people.models import User
from progress.models import LessonRecord

from .models import CohortMember, Invitation
from .overview import lines
from .rules import may_remind


def invited(organisation, at):
    """Open invitations whose addressee may have a nudge."""
    waiting = [i for i in Invitation.objects.at(organisation).waiting().select_related("organisation") if i.is_open(at)]
    nudged = _nudged("to", [i.email for i in waiting])
    return [i for i in waiting if may_remind(at=at, since=i.sent_at, nudged_at=nudged[i.email], last_active_at=None)]


def members(reader, cohort, states, at):
    """People of a cohort who stand at one of the states, as the reader sees it, and may have a nudge."""
    found = lines(reader, cohort.organisation, timezone.localtime(at).date())
    people = [line.person for line in found if line.cohort_id == cohort.pk and line.person and line.state in states]
    since = dict(CohortMember.objects.filter(cohort=cohort).values_list("person", "added_at"))
    nudged, active = _nudged("person", people), _last_active(people)
    due = [
        person
        for person in people
        if may_remind(at=at, since=since[person], nudged_at=nudged[person], last_active_at=active.get(person))
    ]
    return list(User.objects.filter(pk__in=due, is_active=True))


def _nudged(field, values):
    """{address or person: when each of their nudges went or goes}, whoever sent them."""
    found = defaultdict(list)
    messages = Message.objects.filter(
        purpose=Purpose.NUDGE, state__in=[State.SENT, State.DUE], **{f"{field}__in": values}
    )
    for value, sent_at, due_at in messages.values_list(field, "sent_at", "due_at"):
        found[value].append(sent_at or due_at)
    return found


def _last_active(people):
    """{person: when they last did something}. Decides what is sent, and is shown to nobody."""
    steps = [
        (LessonRecord, "started_at"), (LessonRecord, "completed_at"), (Attempt, "started_at"), (Attempt, "marked_at"),
    ]  # fmt: skip
    found = {}
    for model, field in steps:
        for person, moment in model.objects.filter(learner__in=people).values_list("learner").annotate(last=Max(field)):
            if moment and (person not in found or moment > found[person]):
                found[person] = moment
    return found
