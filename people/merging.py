"""Two accounts of one person become one. The upper apps hear `people_merged` in the same transaction and bring their rows together.

What is frozen stays as it was; of two rows about the same thing one stands, so that nothing is counted or awarded twice.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction

from audit.actions import record
from mail import recipients
from mail.models import Message

from . import addresses
from .actions import fold, let_no_councillor_coordinate, let_one_lead
from .models import Grant, User, Vouching
from .permissions import duties
from .privacy import TOMBSTONES
from .rules import is_dormant
from .signals import people_merged


class NotMerged(Exception):
    """`.reason` is a sentence for the person, who has proved that both accounts are theirs."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


CLOSED = "The other account is closed. Get help to have it opened first."
PROTECTED = "The other account has duties or a second step at sign-in. Sign in to that one, and bring this one into it from there."
UNUSED = "The other account has not been used for more than 12 months. Sign in to it once first: we check that it is still yours."


def owner_of(email):
    found = EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
    return found.user if found else None


def refuse_where_unsafe(merged, at):
    """A code to a mailbox must open no more here than it does at the door. Raises NotMerged."""
    if not merged.is_active:
        raise NotMerged(CLOSED)
    if duties(merged) or is_mfa_enabled(merged):
        raise NotMerged(PROTECTED)
    if is_dormant(merged.last_login or merged.joined_at, at):
        raise NotMerged(UNUSED)


@transaction.atomic
def claim(*, user, email, at):
    """After a code to both: the account behind an address comes into this one; an address without an account is simply added."""
    other = owner_of(email)
    if other == user:
        return
    if other:
        unite(kept=user, merged=other, at=at)
        return
    EmailAddress.objects.filter(email=email, user=user).delete()
    EmailAddress.objects.create(user=user, email=email, verified=True)
    addresses.tell(user=user, change="added", at=at)


@transaction.atomic
def unite(*, kept, merged, at):
    """All that the merged account holds becomes the kept one's; a tombstone stays. Twice the same is once. Raises NotMerged."""
    locked = {u.pk: u for u in User.objects.select_for_update().filter(pk__in=[kept.pk, merged.pk]).order_by("pk")}
    kept, merged = locked[kept.pk], locked[merged.pk]
    if merged.email.endswith(TOMBSTONES):
        return kept
    refuse_where_unsafe(merged, at)
    _memberships(kept, merged, at)
    people_merged.send(sender=User, kept=kept, merged=merged, at=at)
    _ways_in(kept, merged, at)
    _leave_a_tombstone(merged)
    record(name="people.merge", at=at, actor=kept.pk, subject=merged.pk, into=str(kept.pk))
    addresses.tell(user=kept, change="merged", at=at)
    return kept


def move(rows, field, kept, *, same, newest):
    """The rows of the merged person become the kept one's; of two about the same thing the newer stands. `newest` is a field."""
    model = rows.model
    for row in rows:
        about = {name: getattr(row, name) for name in same}
        present = model._default_manager.filter(**{field: kept}, **about).first()
        if present and getattr(present, newest) >= getattr(row, newest):
            row.delete()
            continue
        if present:
            present.delete()
        setattr(row, field, kept)
        row.save(update_fields=[field])


def _memberships(kept, merged, at):
    for membership in merged.memberships.order_by("-is_primary", "pk"):
        here = kept.memberships.current().at_place(membership.organisation, membership.stated_organisation)
        twin, lasts = here.first(), membership.ends_on is None
        leads = lasts and not twin and not kept.memberships.filter(is_primary=True, ends_on=None).exists()
        membership.user, membership.is_primary = kept, leads and membership.is_primary
        membership.save(update_fields=["user", "is_primary"])
        if twin and lasts:
            fold(membership=membership, into=twin, at=at)
    let_one_lead(kept)
    let_no_councillor_coordinate(user=kept, at=at)
    Grant.objects.filter(user=merged).update(user=kept)
    Vouching.objects.filter(user=merged).delete()


def _ways_in(kept, merged, at):
    for session in UserSession.objects.filter(user=merged):
        session.end()
    if recipients.wants_none(person=merged.pk):
        recipients.unsubscribe(person=kept.pk, at=at)
    Message.objects.filter(person=merged.pk).update(person=kept.pk)
    brought = EmailAddress.objects.filter(user=merged)
    brought.filter(verified=False).delete()
    EmailAddress.objects.filter(user=kept, email__in=brought.values("email")).delete()
    brought.update(user=kept, primary=False)
    SocialAccount.objects.filter(user=merged).update(user=kept)


def _leave_a_tombstone(merged):
    merged.groups.clear()
    User.objects.filter(pk=merged.pk).update(
        email=f"merged-{merged.pk}{TOMBSTONES}", name="", name_confirmed_at=None, is_active=False, last_login=None
    )
