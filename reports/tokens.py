"""Tokens by which a program reads the figures: issued to a service user of its own, for a time, shown once, revoked at once.

The token itself is Wagtail's: only a digest is stored. A service user can read figures and nothing else.
"""

import uuid
from datetime import timedelta

from django.contrib.auth.models import Permission
from django.db import transaction
from wagtail.models import APIToken

from audit.actions import record
from people.actions import set_active
from people.models import User

from .models import ServiceToken

LONGEST = timedelta(days=366)
NOTED_EVERY = timedelta(minutes=1)
NOWHERE = "@service.invalid"  # no mail can reach it, so no code signs it in
RIGHT, CMS = "reports.use_api", "wagtailadmin.access_admin"


@transaction.atomic
def issue(*, name, days, by, at):
    """(the ServiceToken, its plain text). The text is nowhere else, and cannot be had again."""
    if not timedelta(0) < timedelta(days=days) <= LONGEST:
        raise ValueError("A token ends within a year.")
    user = User.objects.create_user(f"{uuid.uuid4()}{NOWHERE}", name=name, joined_at=at)
    user.user_permissions.add(Permission.objects.get(content_type__app_label="reports", codename="use_api"))
    token, plain = APIToken.create_token(user=user, name=name)
    issued = ServiceToken.objects.create(
        token=token, issued_at=at, issued_by=by.pk, expires_at=at + timedelta(days=days)
    )
    record(name="reports.issue_token", at=at, actor=by.pk, subject=user.pk, days=days)
    return issued, plain


@transaction.atomic
def revoke(*, issued, by, at):
    """At once and for good. The service user is closed with it."""
    token = APIToken.objects.select_for_update().select_related("user").get(pk=issued.token_id)
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        set_active(user=token.user, is_active=False, by=by, at=at)
        record(name="reports.revoke_token", at=at, actor=by.pk, subject=token.user_id)


def may_read(token, at):
    """Of a token that is not revoked: ours, not at its end, and its user may read figures and cannot enter the CMS."""
    issued = ServiceToken.objects.filter(token=token, expires_at__gt=at).exists()
    user = token.user
    return issued and user.is_active and user.has_perm(RIGHT) and not user.has_perm(CMS)


def note_use(token, at):
    """Of a token that has opened the figures; once a minute, so that reading them costs no write."""
    if token.last_used_at is None or at - token.last_used_at >= NOTED_EVERY:
        APIToken.objects.filter(pk=token.pk).update(last_used_at=at)
