"""Organisations end and others succeed them: people and coordinators follow the only successor, and in a split each person chooses.

Until somebody has chosen they stay with the predecessor, marked by its last day; its coordinators stay for them, and no longer.
What was earned stays where it was earned.
"""

from django.db import transaction

from audit.actions import record
from mail.actions import queue
from organisations.models import Organisation

from .actions import end_grant, end_membership, fold
from .models import Grant, Membership, Standing
from .signals import coordinators_changed


class NotASuccessor(ValueError):
    """That organisation does not succeed the one of this membership."""


@transaction.atomic
def follow(*, predecessor, successors, on_date, at):
    """What `organisation_succeeded` asks for. Returns how many memberships moved."""
    memberships = list(Membership.objects.current().at(predecessor).select_for_update().order_by("pk"))
    if len(successors) != 1:
        for membership in memberships:
            _ask_to_choose(membership, at)
        return 0
    for membership in memberships:
        _move(membership, successors[0], on_date, at)
    for grant in Grant.objects.current().filter(organisation=predecessor).order_by("pk"):
        _move_grant(grant, successors[0], at, ends=True)
    return len(memberships)


@transaction.atomic
def choose(*, membership, successor, at):
    """After a split. Their duty as a coordinator is theirs there too, and stays where colleagues have still to choose."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.ends_on:
        return
    if successor not in successors_for(membership):
        raise NotASuccessor(successor.slug)
    _move(membership, successor, membership.organisation.ends_on, at)
    for grant in membership.user.grants.current().filter(organisation=membership.organisation):
        there, is_new = _move_grant(grant, successor, at, ends=False)
        if is_new:
            coordinators_changed.send(sender=Grant, grant=there, by=membership.user, at=at)
    record(name="people.choose_successor", at=at, actor=membership.user_id, subject=membership.user_id)


@transaction.atomic
def end_emptied(*, at):
    """Duties for an organisation that was split and that nobody serves any more. Returns how many ended."""
    served = Membership.objects.current().filter(organisation__isnull=False).values("organisation")
    split = Grant.objects.current().filter(organisation__successions__effected_at__isnull=False)
    empty = list(split.exclude(organisation__in=served).distinct().order_by("pk"))
    for grant in empty:
        end_grant(grant=grant, by=None, at=at)
    return len(empty)


def successors_for(membership):
    """Between which organisations the person of a membership chooses: those that have taken over from its own."""
    took_over = {"inheritances__predecessor": membership.organisation, "inheritances__effected_at__isnull": False}
    return Organisation.objects.filter(**took_over).distinct()


def _move(membership, successor, on_date, at):
    """Nobody serves a successor twice. What waits for approval moves as it is: its records wait with it."""
    here = membership.user.memberships.current().at(successor).first()
    if here:
        fold(membership=membership, into=here, at=at)
    elif membership.standing == Standing.PENDING:
        Membership.objects.filter(pk=membership.pk).update(organisation=successor)
    else:
        _go_on_there(membership, successor, on_date, at)


def _go_on_there(membership, successor, on_date, at):
    kept = {name: getattr(membership, name) for name in ("user", "audience", "standing", "is_primary", "term_ends_on")}
    end_membership(membership, on_date)
    Membership.objects.create(
        organisation=successor, starts_on=on_date, audience_confirmed_at=membership.audience_confirmed_at, **kept
    )


def _move_grant(grant, successor, at, *, ends):
    about = {"user": grant.user, "kind": grant.kind, "organisation": successor, "ended_at": None}
    there, is_new = Grant.objects.get_or_create(**about, defaults={"granted_at": at})
    if is_new:
        record(name="people.grant", at=at, subject=grant.user_id, kind=there.kind, organisation=successor.slug)
    if ends:
        Grant.objects.filter(pk=grant.pk).update(ended_at=at)
        record(name="people.end_grant", at=at, subject=grant.user_id, kind=grant.kind)
    return there, is_new


def _ask_to_choose(membership, at):
    queue(
        key=f"organisation-split:{membership.pk}",
        template="organisation_split",
        to=membership.user.email,
        context={"membership": membership.pk},
        person=membership.user_id,
        at=at,
    )
