"""What changes a person: joining, naming, serving an organisation, and what they may do for it. Never called with a clock inside."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from audit.actions import record
from mail.actions import queue
from mail.models import Purpose
from organisations.matching import match

from .models import COUNTED, Grant, GrantKind, Membership, Standing, User
from .signals import coordinators_changed, membership_counted


class Elected(ValueError):
    """Somebody who sits on a council cannot have this duty."""


@transaction.atomic
def join(*, email, at):
    """The person behind an address that somebody has just shown to be theirs; a new person where it belongs to nobody.

    An address that another person added but never confirmed is not theirs, and opens nothing of theirs.
    """
    email = email.lower()
    owned = EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
    if owned:
        return owned.user
    user, is_new = User.objects.get_or_create(email=email, defaults={"joined_at": at, "password": "!"})
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        record(name="people.join", at=at, actor=user.pk, subject=user.pk)
    return user


@transaction.atomic
def confirm_name(*, user, name, at, by=None):
    """The name as it will stand on certificates. Those already issued keep theirs. `by` is who changed it, if not oneself."""
    if user.name == name and user.name_confirmed_at:
        return user
    user.name, user.name_confirmed_at = name, at
    user.save(update_fields=["name", "name_confirmed_at"])
    record(name="people.confirm_name", at=at, actor=(by or user).pk, subject=user.pk)
    return user


def settle(*, user, audience, at, organisation=None, stated_organisation=""):
    """Where a person says that they serve: counted at once where one of their confirmed addresses shows it, otherwise pending."""
    addresses = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    shown = {o for address in addresses for o in match(address, timezone.localtime(at).date()).organisations}
    return become_member(
        user=user,
        organisation=organisation,
        stated_organisation=stated_organisation,
        audience=audience,
        standing=Standing.MATCHED if organisation in shown else Standing.PENDING,
        at=at,
    )


@transaction.atomic
def become_member(*, user, audience, standing, at, organisation=None, stated_organisation=""):
    """From now on a person serves here, first of all. What they served first before ends today, unless it is the same place.

    A refusal is over: the same place may be asked for again.
    """
    User.objects.select_for_update().get(pk=user.pk)  # two clicks at once wait for each other
    first = user.memberships.filter(ends_on=None).primary().first()
    present = user.memberships.current().at_place(organisation, stated_organisation).first()
    if first and first != present:
        end_membership(first, timezone.localtime(at).date())
    if present:
        return _go_on(present, audience=audience, standing=standing, at=at)
    place = {"organisation": organisation, "stated_organisation": stated_organisation}
    return _begin(user, at, audience=audience, standing=standing, **place)


def let_no_councillor_coordinate(*, user, at):
    """Who is elected, wherever they serve, coordinates nobody any more (RULES: Organisations and coordinators)."""
    if user.memberships.current().elected().exists():
        for grant in user.grants.current().filter(kind=GrantKind.COORDINATOR):
            end_grant(grant=grant, by=None, at=at)


@transaction.atomic
def serve_also(*, user, organisation, audience, standing, at):
    """A person serves here beside where they serve first of all (county and district); first of all where there is nothing yet."""
    user = User.objects.select_for_update().get(pk=user.pk)
    present = user.memberships.current().at(organisation).first()
    if present:
        return present
    if not user.memberships.current().primary().exists():
        return become_member(user=user, organisation=organisation, audience=audience, standing=standing, at=at)
    return _begin(user, at, organisation=organisation, audience=audience, standing=standing, is_primary=False)


def _begin(user, at, *, audience, standing, **where):
    membership = Membership.objects.create(
        user=user,
        audience=audience,
        standing=standing,
        starts_on=timezone.localtime(at).date(),
        requested_at=at if standing == Standing.PENDING else None,
        **where,
    )
    record(name="people.become_member", at=at, actor=user.pk, subject=user.pk, standing=standing, audience=audience)
    let_no_councillor_coordinate(user=user, at=at)
    if standing in COUNTED:
        membership_counted.send(sender=Membership, membership=membership, at=at)
    return membership


def _go_on(membership, *, audience, standing, at):
    """Where they serve already: first of all from now on, as what they say now, and counted once something shows it."""
    is_shown_now = standing in COUNTED and not membership.counts
    if membership.audience != audience:
        membership.audience, membership.audience_confirmed_at = audience, None
    if is_shown_now:
        _count_unasked(membership, standing)
    membership.is_primary = True
    membership.save(update_fields=["audience", "audience_confirmed_at", "standing", "requested_at", "is_primary"])
    let_no_councillor_coordinate(user=membership.user, at=at)
    if is_shown_now:
        membership_counted.send(sender=Membership, membership=membership, at=at)
    return membership


def _count_unasked(membership, standing):
    """It counts and nobody has to answer: so it counts in the figures of its time after it has ended too."""
    membership.standing, membership.requested_at = standing, None


def let_one_lead(user):
    """Where nothing that somebody serves comes first any more, what they have served longest as a second place does."""
    current = user.memberships.current()
    following = None if current.primary().exists() else current.order_by("starts_on", "pk").first()
    if following:
        user.memberships.filter(ends_on=None).update(is_primary=False)  # a refusal that is still shown
        current.filter(pk=following.pk).update(is_primary=True)


def end_membership(membership, day):
    membership.ends_on = day
    if membership.standing != Standing.REFUSED:
        membership.standing = Standing.FORMER
    membership.save(update_fields=["ends_on", "standing"])


@transaction.atomic
def fold(*, membership, into, at):
    """Two memberships of one person at one place are one: `into` goes on, primary and counted where either was."""
    was_primary, counted = membership.is_primary and membership.ends_on is None, membership.counts
    membership.organisation, membership.is_primary = into.organisation, False
    membership.save(update_fields=["organisation", "is_primary"])
    end_membership(membership, timezone.localtime(at).date())
    if was_primary or (counted and not into.counts):
        into.is_primary = into.is_primary or was_primary
        if counted and not into.counts:
            _count_unasked(into, Standing.APPROVED)
        into.save(update_fields=["is_primary", "standing", "requested_at"])
    if into.counts:
        for one in (into, membership):  # whatever waited for the approval of either
            membership_counted.send(sender=Membership, membership=one, at=at)


@transaction.atomic
def decide_membership(*, membership, approved, by, at, reason="", organisation=None):
    """Answers a pending membership once; `organisation` names the one meant where the person only wrote words."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.standing != Standing.PENDING:
        return membership
    membership.organisation = organisation or membership.organisation
    if approved and membership.organisation is None:
        raise ValueError("An approved membership names its organisation.")
    membership.standing = Standing.APPROVED if approved else Standing.REFUSED
    membership.decided_at, membership.decided_by, membership.reason = at, by.pk, reason
    membership.save()
    record(
        name="people.decide_membership", at=at, actor=by.pk, subject=membership.user_id, standing=membership.standing
    )
    _tell_the_answer(membership, at)
    if approved:
        membership_counted.send(sender=Membership, membership=membership, at=at)
    else:
        let_one_lead(membership.user)
    return membership


def _tell_the_answer(membership, at):
    queue(
        key=f"membership-decided-{membership.pk}",
        purpose=Purpose.SERVICE,
        template="membership_decided",
        to=membership.user.email,
        context={"membership": membership.pk},
        person=membership.user_id,
        at=at,
    )


@transaction.atomic
def appoint_coordinator(*, user, organisation, by, at):
    """`by` is the administrator, or None for the system. Raises Elected: councillors are never appointed (RULES.md)."""
    if user.memberships.current().elected().exists():
        raise Elected("A councillor is never a coordinator.")
    grant, is_new = Grant.objects.get_or_create(
        user=user,
        kind=GrantKind.COORDINATOR,
        organisation=organisation,
        ended_at=None,
        defaults={"granted_at": at, "granted_by": by and by.pk},
    )
    if is_new:
        record(
            name="people.grant",
            at=at,
            actor=by and by.pk,
            subject=user.pk,
            kind=grant.kind,
            organisation=organisation.slug,
        )
        coordinators_changed.send(sender=Grant, grant=grant, by=by, at=at)
    return grant


@transaction.atomic
def end_grant(*, grant, by, at):
    if Grant.objects.current().filter(pk=grant.pk).update(ended_at=at):
        grant.ended_at = at
        record(name="people.end_grant", at=at, actor=by and by.pk, subject=grant.user_id, kind=grant.kind)
        coordinators_changed.send(sender=Grant, grant=grant, by=by, at=at)


@transaction.atomic
def appoint(*, user, group, by, at):
    """Puts a person into one of the groups of permissions.GROUPS."""
    group = Group.objects.get(name=group)
    if not user.groups.filter(pk=group.pk).exists():
        user.groups.add(group)
        record(name="people.appoint", at=at, actor=by and by.pk, subject=user.pk, group=group.name)


@transaction.atomic
def dismiss(*, user, group, by, at):
    group = Group.objects.get(name=group)
    if user.groups.filter(pk=group.pk).exists():
        user.groups.remove(group)
        record(name="people.dismiss", at=at, actor=by and by.pk, subject=user.pk, group=group.name)


@transaction.atomic
def set_active(*, user, is_active, by, at):
    """Closes or reopens an account. Its sessions end at their next request, because each asks."""
    if user.is_active != is_active:
        user.is_active = is_active
        user.save(update_fields=["is_active"])
        record(name="people.set_active", at=at, actor=by and by.pk, subject=user.pk, active=is_active)


@transaction.atomic
def end_sessions(*, user, at):
    """Whoever uses one of them is out at their next click."""
    for session in UserSession.objects.filter(user=user):
        session.end()
    record(name="people.end_sessions", at=at, actor=user.pk, subject=user.pk)
