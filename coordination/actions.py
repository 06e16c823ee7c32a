"""What brings people together: inviting, answering an invitation, erasing it, and reminding. Cohorts change in cohorts.py."""

import base64
import hashlib
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.crypto import salted_hmac

from audit.actions import record
from mail.actions import queue
from mail.models import Message, Purpose
from organisations.models import Organisation
from people.actions import confirm_name, decide_membership, serve_also
from people.models import Grant, Standing, User
from progress.actions import enrol

from . import cohorts, reminders
from .models import Cohort, CohortMember, Invitation
from .permissions import can_accept
from .planning import plan
from .rules import VALID_FOR

SALT = "coordination.invitation"


class NotOpen(Exception):
    """The invitation was answered, withdrawn or is past its day."""


class NotTheirs(Exception):
    """The invited address is not one that this person has confirmed."""


@dataclass(frozen=True)
class Invited:
    invited: int
    added: int


def token_of(invitation_id):
    """The secret in the link. Derived, so that no table and no backup holds it."""
    digest = salted_hmac(SALT, str(invitation_id), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hash_of(token):
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, organisation, rows, cohort, by, at) -> Invited:
    """All of a list or nothing of it. Planned again here, one list at a time, so that a second click invites nobody twice."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if cohort and cohort.organisation_id != organisation.pk:
        raise ValueError("A cohort belongs to the organisation that invites.")
    planned = plan(organisation, rows, cohort)
    for row in planned.new:
        _invite(organisation, row, cohort, by, at)
    cohorts.add(cohort=cohort, people=[person for _, person in planned.here], by=by, at=at)
    if planned.new:
        cohort_id = cohort and cohort.pk
        record(
            name="coordination.invite",
            at=at,
            actor=by.pk,
            subject=organisation.slug,
            people=len(planned.new),
            cohort=cohort_id,
        )
    return Invited(len(planned.new), len(planned.here))


def _invite(organisation, row, cohort, by, at):
    key = uuid.uuid4()
    invitation = Invitation.objects.create(
        id=key,
        organisation=organisation,
        cohort=cohort,
        email=row.email,
        name=row.name,
        invited_by=by,
        token_hash=hash_of(token_of(key)),
        sent_at=at,
        expires_at=at + VALID_FOR,
    )
    _send(invitation, "invitation", Purpose.SERVICE, f"invitation:{key}", at)


def _send(invitation, template, purpose, key, at):
    queue(
        key=key,
        purpose=purpose,
        template=template,
        to=invitation.email,
        context={"invitation": str(invitation.pk)},
        at=at,
    )


@transaction.atomic
def accept(*, invitation, person, name, audience, at):
    """The person serves the organisation from now on, counted, and takes the cohort's pathway. Raises NotOpen, NotTheirs."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("organisation", "cohort")
        .get(pk=invitation.pk)
    )
    if invitation.accepted_by_id == person.pk:
        return invitation
    if not invitation.is_open(at):
        raise NotOpen
    if not can_accept(person, invitation):
        raise NotTheirs
    if name:
        confirm_name(user=person, name=name, at=at)
    _join(invitation.cohort, person, _membership(invitation, person, audience, at), at)
    invitation.accepted_at, invitation.accepted_by = at, person
    invitation.email = invitation.name = ""
    invitation.save()
    record(
        name="coordination.accept", at=at, actor=person.pk, subject=person.pk, organisation=invitation.organisation.slug
    )
    _tell_accepted(invitation, person, at)
    return invitation


def _join(cohort, person, membership, at):
    """Into the cohort and its pathway, while it runs."""
    if cohort and cohort.closed_at is None:
        CohortMember.objects.get_or_create(cohort=cohort, person=person, defaults={"added_at": at})
        enrol(learner=person, course=cohort.course, membership=membership, at=at)


def _tell_accepted(invitation, person, at):
    queue(
        key=f"invitation:{invitation.pk}:accepted",
        purpose=Purpose.SERVICE,
        template="invitation_accepted",
        to=person.email,
        context={"invitation": str(invitation.pk)},
        at=at,
        person=person.pk,
    )


def _membership(invitation, person, audience, at):
    """Invited by the organisation's coordinator is approved by the organisation."""
    present = person.memberships.current().at(invitation.organisation).first()
    if present and present.standing == Standing.PENDING:
        return decide_membership(membership=present, approved=True, by=invitation.invited_by, at=at)
    return present or serve_also(
        user=person, organisation=invitation.organisation, audience=audience, standing=Standing.APPROVED, at=at
    )


@transaction.atomic
def decline(*, invitation, at):
    """No further message goes out. The name is erased now; the address stays, so that nobody asks again, until its day."""
    declined = Invitation.objects.waiting().filter(pk=invitation.pk).update(declined_at=at, name="")
    if declined:
        record(name="coordination.decline", at=at, subject=invitation.organisation.slug)
    return bool(declined)


@transaction.atomic
def withdraw(*, invitation, by, at):
    """Erased, with the messages that carried it."""
    if erase(Invitation.objects.waiting().filter(pk=invitation.pk)):
        record(name="coordination.withdraw", at=at, actor=by.pk, subject=invitation.organisation.slug)


@transaction.atomic
def erase_expired(*, at):
    """After 90 days, answered or not: nothing is left of an address that did not join. Returns how many went."""
    erased = erase(Invitation.objects.expired(at))
    if erased:
        record(name="coordination.erase_expired", at=at, invitations=erased)
    return erased


def erase(invitations):
    """With the messages to the address. Those to somebody who joined are theirs and follow their own retention."""
    ids = list(invitations.values_list("pk", flat=True))
    for pk in ids:
        Message.objects.filter(key__startswith=f"invitation:{pk}", person__isnull=True).delete()
    return Invitation.objects.filter(pk__in=ids).delete()[0]


@transaction.atomic
def remind_invited(*, organisation, by, at):
    """A nudge to everybody who has not answered and may have one now. Returns how many."""
    due = reminders.invited(organisation, at)
    for invitation in due:
        # The same again, unless the key that it is derived from has been changed.
        Invitation.objects.filter(pk=invitation.pk).update(token_hash=hash_of(token_of(invitation.pk)))
        _send(invitation, "invitation_reminder", Purpose.NUDGE, f"invitation:{invitation.pk}:{at:%Y-%m-%d}", at)
    if due:
        record(name="coordination.remind", at=at, actor=by.pk, subject=organisation.slug, people=len(due))
    return len(due)


@transaction.atomic
def remind_cohort(*, cohort, states, by, at):
    """A nudge to those of a cohort who stand there and may have one now. Returns how many."""
    due = reminders.members(by, cohort, states, at)
    for person in due:
        queue(
            key=f"cohort:{cohort.pk}:{person.pk}:{at:%Y-%m-%d}",
            purpose=Purpose.NUDGE,
            template="cohort_reminder",
            to=person.email,
            context={"cohort": cohort.pk, "person": str(person.pk)},
            at=at,
            person=person.pk,
        )
    if due:
        record(
            name="coordination.remind",
            at=at,
            actor=by.pk,
            subject=cohort.organisation.slug,
            cohort=cohort.pk,
            people=len(due),
        )
    return len(due)


@transaction.atomic
def follow_succession(*, predecessor, successors, at):
    """Cohorts and invitations move to the only successor. After a split they stay, and the pages say that the organisation has ended."""
    if len(successors) != 1:
        return
    (heir,) = successors
    Cohort.objects.at(predecessor).update(organisation=heir)
    asked_by_both = Invitation.objects.unaccepted().at(heir).values("email")
    erase(Invitation.objects.unaccepted().at(predecessor).filter(email__in=asked_by_both))
    Invitation.objects.at(predecessor).update(organisation=heir)


def tell_coordinators(*, grant, at):
    """Whose duty it is, and the other coordinators of the organisation, hear who came or went (RULES: Organisations and coordinators)."""
    others = User.objects.filter(
        grants__in=Grant.objects.current().filter(kind=grant.kind, organisation=grant.organisation)
    )
    change = "ended" if grant.ended_at else "begun"
    queue(
        key=f"coordinator:{grant.pk}:{change}",
        purpose=Purpose.SERVICE,
        template="coordinator_duty",
        to=grant.user.email,
        context={"grant": grant.pk, "change": change},
        at=at,
        person=grant.user_id,
    )
    for other in others.exclude(pk=grant.user_id):
        queue(
            key=f"coordinators:{grant.pk}:{change}:{other.pk}",
            purpose=Purpose.SERVICE,
            template="coordinators_changed",
            to=other.email,
            context={"grant": grant.pk, "change": change},
            at=at,
            person=other.pk,
        )
