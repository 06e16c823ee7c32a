"""Coming back after 12 months: a mailbox may have passed to somebody else, so a code alone opens nothing private (RULES: Who a person is).

A second address, a second step, the council's own sign-in or the word of somebody who knows the person opens the account again.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction

from audit.actions import record
from mail.actions import queue
from mail.models import Message

from . import addresses
from .models import User, Vouching
from .rules import KEPT_FOR, VOUCHED_FOR, is_dormant

RELEASED = "@released.invalid"


def must_show_more(user, email, at):
    """Whoever has a second step is asked for it anyway; whoever was vouched for, with this address, lately, is let in."""
    if not is_dormant(user.last_login or user.joined_at, at) or is_mfa_enabled(user):
        return False
    vouched = user.vouchings.filter(email=email, is_same=True, decided_at__gt=at - VOUCHED_FOR)
    return not vouched.exists()


def owns_too(user, email, came_with):
    """Whether this is another confirmed address of the same account."""
    return email != came_with and EmailAddress.objects.filter(user=user, email=email, verified=True).exists()


@transaction.atomic
def ask(*, user, email, at):
    """Puts the question to those who may answer it. Asking again is asking once."""
    vouching, is_new = Vouching.objects.get_or_create(
        user=user, email=email, decided_at=None, defaults={"asked_at": at}
    )
    if is_new:
        record(name="people.ask_vouching", at=at, subject=user.pk)
    return vouching


@transaction.atomic
def answer(*, vouching, is_same, by, at):
    """Answered once. The same person may sign in with a code for a week; another one gets the address for a new account."""
    vouching = Vouching.objects.select_for_update().get(pk=vouching.pk)
    if vouching.decided_at:
        return vouching
    vouching.is_same, vouching.decided_at, vouching.decided_by = is_same, at, by.pk
    vouching.save()
    record(name="people.vouch", at=at, actor=by.pk, subject=vouching.user_id, same=is_same)
    if not is_same:
        _release(vouching.user, vouching.email, at)
    queue(
        key=_key(vouching),
        template="vouching_decided",
        to=vouching.email,
        context={"vouching": vouching.pk},
        at=at,
    )
    return vouching


def _release(user, email, at):
    """The address is somebody else's now. The account keeps its other addresses; without one, nobody can sign in to it."""
    EmailAddress.objects.filter(user=user, email=email).delete()
    heir = EmailAddress.objects.filter(user=user, verified=True).order_by("pk").first()
    if user.email == email:
        EmailAddress.objects.filter(pk=heir and heir.pk).update(primary=True)
        User.objects.filter(pk=user.pk).update(email=heir.email if heir else f"released-{user.pk}{RELEASED}")
    addresses.tell(user=user, change="removed", at=at)


@transaction.atomic
def erase_answered(*, at):
    """Ninety days after its answer nothing is left of a question, nor of the message to an address that may be nobody's here.
    Returns how many questions went."""
    old = Vouching.objects.filter(decided_at__lte=at - KEPT_FOR)
    Message.objects.filter(key__in=[_key(vouching) for vouching in old]).delete()
    return old.delete()[0]


def _key(vouching):
    return f"vouching:{vouching.pk}"


def reopened(*, user, at):
    """Somebody came back to an account that was not used for so long."""
    if is_dormant(user.last_login or user.joined_at, at):
        addresses.tell(user=user, change="reopened", at=at)
