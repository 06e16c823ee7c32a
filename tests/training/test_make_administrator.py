"""The first administrator of a new installation."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from people.actions import join
from people.permissions import is_administrator

pytestmark = pytest.mark.django_db


def test_somebody_who_signed_in_becomes_administrator():
    user = join(email="first@example.org", at=timezone.now())
    call_command("make_administrator", "First@example.org")
    assert is_administrator(type(user).objects.get(pk=user.pk))


def test_nobody_is_made_from_an_unknown_address():
    with pytest.raises(CommandError, match="Sign in with it once"):
        call_command("make_administrator", "nobody@example.org")
