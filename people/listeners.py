"""What people hear: somebody signs in or is refused, an organisation is succeeded."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import email_changed, email_confirmed, email_removed, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.socialaccount.signals import social_account_added
from django.contrib import messages
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from audit.actions import record
from mail.pauses import ask_again
from mail.pauses import register as ask_about_pauses
from organisations.signals import organisation_succeeded, pauses_changed

from . import addresses, notices, pauses, succession

SESSIONS = (
    "You are still signed in wherever you were. "
    "<a class='govuk-notification-banner__link' href='{}'>See where, and sign out there</a>."
)
NOTICE = (
    "The privacy notice has changed since you were last here. "
    "<a class='govuk-notification-banner__link' href='{}'>Read what it says now</a>."
)
ask_about_pauses(pauses.last_day)


@receiver(user_logged_in)
def on_sign_in(sender, request, user, **kwargs):
    """The session learns when it began: staff sessions end by it, whatever the cookie says."""
    request.session["signed_in_at"] = timezone.now().isoformat()
    record(name="people.sign_in", at=timezone.now(), actor=user.pk, subject=user.pk)
    if notices.note(user=user, at=timezone.now()):
        messages.info(request, format_html(NOTICE, f"/{notices.SLUG}/"), fail_silently=True)


@receiver(user_logged_out)
def on_sign_out(sender, request, user, **kwargs):
    if user:
        record(name="people.sign_out", at=timezone.now(), actor=user.pk, subject=user.pk)


@receiver(authenticator_added)
def on_second_factor_set_up(sender, request, user, authenticator, **kwargs):
    """Setting one up shows that one has it: it is not asked for again a moment later."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        facts = {"id": authenticator.pk, "type": authenticator.type, "reauthenticated": True}
        record_authentication(request, user, method="mfa", **facts)


@receiver([authenticator_added, authenticator_removed])
def on_change_of_factors(sender, request, user, authenticator, **kwargs):
    """Whoever changes how they sign in may be rid of sessions that are not theirs (ASVS 7.4.3)."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        messages.info(request, format_html(SESSIONS, reverse("usersessions_list")))


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def on_second_factor(sender, request, user, authenticator, signal, **kwargs):
    change = "removed" if signal is authenticator_removed else "added" if signal is authenticator_added else "reset"
    record(
        name=f"people.second_factor_{change}",
        at=timezone.now(),
        actor=user.pk,
        subject=user.pk,
        kind=authenticator.type,
    )


@receiver(email_confirmed)
def on_address_confirmed(sender, request, email_address, **kwargs):
    addresses.tell(user=email_address.user, change="added", at=timezone.now())


@receiver(email_removed)
def on_address_removed(sender, request, user, email_address, **kwargs):
    gone = [email_address.email] if email_address.verified else []
    addresses.tell(user=user, change="removed", at=timezone.now(), also=gone)


@receiver(email_changed)
def on_main_address_changed(sender, request, user, from_email_address, to_email_address, **kwargs):
    addresses.tell(user=user, change="main", at=timezone.now())


@receiver(social_account_added)
def on_council_connected(sender, request, sociallogin, **kwargs):
    addresses.tell(user=sociallogin.user, change="council", at=timezone.now())


@receiver(organisation_succeeded)
def on_succession(sender, predecessor, successors, on_date, at, **kwargs):
    succession.follow(predecessor=predecessor, successors=successors, on_date=on_date, at=at)


@receiver(pauses_changed)
def on_pauses(sender, at, **kwargs):
    ask_again(at=at)
