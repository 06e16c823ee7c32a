"""The key of what is private is replaced: nothing is lost, nothing needs the old one afterwards, and no secret is forgotten."""

import re
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from allauth.socialaccount.models import SocialApp
from cryptography.fernet import Fernet
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from people import tenants
from progress import learning_log
from progress.models import LogEntry
from scripts.places import ROOT
from tests.cast import JOINED_AT
from tests.curriculum import build_module

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
SEALING = {
    "people/adapters.py", "people/tenants.py", "progress/learning_log.py",  # training/management/commands/renew_secrets.py
    "progress/merging.py",  # rows of the learning log
    "people/kept.py",  # in a session, for an hour
}  # fmt: skip


@pytest.fixture
def sealed(settings, learner, administrator):
    """A note, a step, two second steps and a council's secret, all of them sealed with the old key."""
    settings.FIELD_KEYS = [OLD]
    lesson = build_module().live_lessons()[0]
    where = {"learner": learner, "block_id": uuid4(), "at": JOINED_AT}
    learning_log.write_entry(lesson=lesson, text="What I thought", **where)
    learning_log.write_next_step(module=lesson.get_parent().specific, text="Ask Jo", by=None, **where)
    for kind, name in (("totp", "secret"), ("recovery_codes", "seed")):
        Authenticator.objects.create(user=administrator, type=kind, data={name: encrypt("sesame"), "used_mask": 3})
    Authenticator.objects.create(user=administrator, type="webauthn", data={"name": "A key"})
    describe(administrator)
    return learner


def describe(administrator):
    """A council's sign-in with a secret."""
    says = {"name": "Testham", "slug": "testham", "issuer": "https://id.example.org", "tenant_id": "", "client_id": "c"}
    how = {"secret": "shh", "domains": [], "allows_code": True, "by": administrator, "at": JOINED_AT}
    tenants.describe(tenant=SocialApp(provider=tenants.PROVIDER), **says, **how)


def everything(learner):
    steps = [Authenticator.objects.get(type=kind).data for kind in ("totp", "recovery_codes")]
    notes = {note.text for note in learning_log.notes(learner)}
    return (
        notes,
        [decrypt(data.get("secret") or data["seed"]) for data in steps],
        tenants.secret_of(tenants.tenants()[0]),
    )


def test_after_it_nothing_needs_the_old_key(settings, sealed, capsys):
    settings.FIELD_KEYS = [NEW, OLD]
    call_command("renew_secrets")
    settings.FIELD_KEYS = [NEW]
    assert everything(sealed) == ({"What I thought", "Ask Jo"}, ["sesame", "sesame"], "shh")
    assert Authenticator.objects.get(type="totp").data["used_mask"] == 3
    assert "private notes: 2" in capsys.readouterr().out


def test_it_may_run_again(settings, sealed):
    settings.FIELD_KEYS = [NEW, OLD]
    call_command("renew_secrets")
    call_command("renew_secrets")
    assert everything(sealed)[2] == "shh"


def test_what_no_key_opens_is_told_and_left_as_it_is(settings, sealed):
    before = bytes(LogEntry.objects.get().secret)
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(CommandError, match="Keep every old key"):
        call_command("renew_secrets")
    assert bytes(LogEntry.objects.get().secret) == before


def test_every_module_that_seals_is_known_here():
    modules = {path.relative_to(ROOT).as_posix(): path.read_text() for path in ROOT.glob("[!.]*/**/*.py")}
    seals = re.compile(r"^from (?:people)?\.secrecy import .*\bencrypt\b", re.MULTILINE)
    assert {name for name, text in modules.items() if seals.search(text) and not name.startswith("tests/")} == SEALING


def test_production_does_not_start_with_a_key_that_is_none(settings):
    settings.DEVELOPMENT, settings.FIELD_KEYS = False, [NEW, "unused"]
    assert "people.E002" in {found.id for found in run_checks(tags=["start"])}
