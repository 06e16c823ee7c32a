"""What becomes of the ways into an account: each change is audited and mailed to every address, and a second address is invited."""

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from audit.actions import record
from mail.actions import queue

# The kinds of change, and what the message says of them.
CHANGES = {
    "added": "An address was added to your account.",
    "removed": "An address was removed from your account.",
    "main": "Another address is now the main address of your account.",
    "council": "Your organisation’s own sign-in was connected with your account.",
    "council_removed": "Your organisation’s own sign-in was disconnected from your account.",
    "merged": "Two accounts were made one, after a code to each. All that was learnt with either is now in this one.",
    "reopened": "Your account was opened again after a long time without use.",
}


class LinkedElsewhere(Exception):
    """Another account has this identity at the council already."""


def confirmed(user):
    return list(EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True))


@transaction.atomic
def tell(*, user, change, at, also=()):
    """Audits a change and mails every confirmed address, and those of `also` that are gone by now. It names no address."""
    event = record(name=f"people.address_{change}", at=at, actor=user.pk, subject=user.pk)
    for number, address in enumerate(dict.fromkeys([*confirmed(user), *also])):
        queue(
            key=f"address-{change}:{event.pk}:{number}",
            template="address_changed",
            to=address,
            context={"person": str(user.pk), "change": change, "at": at.isoformat()},
            person=user.pk,
            at=at,
        )


@transaction.atomic
def link(*, user, provider, uid, at):
    """Connects an identity at a council with an account. Raises LinkedElsewhere."""
    account, is_new = SocialAccount.objects.get_or_create(provider=provider, uid=uid, defaults={"user": user})
    if account.user_id != user.pk:
        raise LinkedElsewhere
    if is_new:
        tell(user=user, change="council", at=at)


@transaction.atomic
def unlink(*, account, at):
    """Its person signs in with a code from now on."""
    account.delete()
    tell(user=account.user, change="council_removed", at=at)


def invite_second(*, user, occasion, at):
    """Suggests a personal address to somebody who has only one, once for each occasion: a certificate, a term, an organisation."""
    if len(confirmed(user)) == 1:
        queue(
            key=f"second-address:{user.pk}:{occasion}",
            template="second_address",
            to=user.email,
            context={"person": str(user.pk), "occasion": occasion.partition(":")[0]},
            person=user.pk,
            at=at,
        )
