"""The register of personal data: what a field is for, on which basis, how long. Each app declares its own; `people` collects them."""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from inspect import signature

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db import transaction
from django.utils import timezone

from audit.actions import record
from mail.actions import forget
from mail.recipients import wants_none

from . import sessions
from .actions import end_membership
from .models import Grant, Membership, User, Vouching


@dataclass(frozen=True)
class PersonalField:
    """One field, or "*" for a whole model, that says something about a person."""

    model: str
    field: str
    purpose: str
    basis: str
    retention: str


PUBLIC_TASK = "Public task (UK GDPR article 6(1)(e))"
# The address of somebody who is gone: no mail can reach it.
TOMBSTONES = "@erased.invalid"
ACCOUNT = "Until the account is deleted"

REGISTER = (
    PersonalField("people.User", "email", "Signing in and service messages", PUBLIC_TASK, ACCOUNT),
    PersonalField("people.User", "name", "The name on certificates", PUBLIC_TASK, ACCOUNT),
    PersonalField("people.User", "*", "Keeping the account", PUBLIC_TASK, ACCOUNT),
    PersonalField(
        "people.Membership", "*", "Which organisation and audience learning counts for", PUBLIC_TASK, ACCOUNT
    ),
    PersonalField(
        "people.Vouching",
        "*",
        "Whether somebody who comes back after 12 months is still the person of the account",
        PUBLIC_TASK,
        "90 days after the answer",
    ),
    PersonalField("mail.Message", "to", "Sending the message, and trying again", PUBLIC_TASK, ACCOUNT),
    PersonalField("mail.Recipient", "*", "Whether reminders may come, and when one last did", PUBLIC_TASK, ACCOUNT),
    PersonalField("people.Grant", "*", "What a person may do for an organisation", PUBLIC_TASK, ACCOUNT),
    PersonalField("account.EmailAddress", "*", "Signing in and service messages", PUBLIC_TASK, ACCOUNT),
    PersonalField("mfa.Authenticator", "*", "Second factor, secrets encrypted", PUBLIC_TASK, ACCOUNT),
    PersonalField(
        "socialaccount.SocialAccount",
        "*",
        "Signing in through one's council, where it offers that",
        PUBLIC_TASK,
        ACCOUNT,
    ),
    PersonalField(
        "usersessions.UserSession", "*", "The list of one's own sessions", PUBLIC_TASK, "Until the session ends"
    ),
)


def export(person):
    """What this app holds about a person, as plain values."""
    memberships = person.memberships.select_related("organisation")
    return {
        "name": person.name,
        "email addresses": list(EmailAddress.objects.filter(user=person).values_list("email", flat=True)),
        "joined": person.joined_at,
        "reminders": "off" if wants_none(person=person.pk, addresses=[person.email]) else "on",
        "memberships": [
            {
                "organisation": m.organisation_name,
                "audience": m.audience_title,
                "standing": m.get_standing_display(),
                "from": m.starts_on,
                "until": m.ends_on,
                "end of the term of office": m.term_ends_on,
            }
            for m in memberships
        ],
        "grants": [
            {"grant": str(g), "from": g.granted_at, "until": g.ended_at}
            for g in person.grants.select_related("organisation")
        ],
        "second factors": [
            {"kind": a.get_type_display(), "from": a.created_at} for a in Authenticator.objects.filter(user=person)
        ],
        "council sign-ins": [
            {"organisation": a.provider, "known there as": a.uid, "from": a.date_joined, "last": a.last_login}
            for a in SocialAccount.objects.filter(user=person)
        ],
        "questions whether it is still you": [
            {"address": v.email, "asked": v.asked_at, "answered": v.decided_at} for v in person.vouchings.all()
        ],
        "sessions": [
            {"from": s.created_at, "browser": s.user_agent, "network address": s.ip}
            for s in UserSession.objects.filter(user=person)
        ],
    }


def erase(person, *, at):
    """Leaves a tombstone that serves nowhere any more: an opaque id for the figures of its time, without name, address or a way in."""
    for session in UserSession.objects.filter(user=person):
        session.end()
    sessions.forget([person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)])
    for model in (EmailAddress, Authenticator, SocialAccount, Vouching):
        model.objects.filter(user=person).delete()
    for membership in Membership.objects.filter(user=person, ends_on=None):
        end_membership(membership, timezone.localtime(at).date())
    Membership.objects.filter(user=person).update(stated_organisation="", reason="")
    Grant.objects.filter(user=person, ended_at=None).update(ended_at=at)
    person.groups.clear()
    User.objects.filter(pk=person.pk).update(
        email=f"erased-{person.pk}{TOMBSTONES}",
        name="",
        name_confirmed_at=None,
        is_active=False,
        is_superuser=False,
        last_login=None,
    )


def registers():
    """Each app's privacy module, the upper apps first, so that what stands on others is erased before them."""
    named = (
        f"{config.name}.privacy"
        for config in apps.get_app_configs()
        if not config.name.startswith(("django.", "wagtail", "allauth"))
    )
    return [import_module(name) for name in named if find_spec(name)]


def export_all(person):
    """{app: what it holds}, the person's own first."""
    held = {register.__name__.split(".")[0]: register.export(person) for register in reversed(registers())}
    return {app: facts for app, facts in held.items() if any(facts.values())}


@transaction.atomic
def erase_all(person, *, at, **choices):
    """Everywhere, the upper apps first. `choices` go to the app that asks for them: certificates for `keep_verifiable`."""
    forget(person=person.pk, addresses=[person.email, *person.emailaddress_set.values_list("email", flat=True)])
    for register in registers():
        asked = signature(register.erase).parameters
        register.erase(person, at=at, **{name: choice for name, choice in choices.items() if name in asked})
    record(name="people.erase", at=at, actor=person.pk, subject=person.pk, **choices)


def whole_register():
    return tuple(entry for register in registers() for entry in register.REGISTER)
