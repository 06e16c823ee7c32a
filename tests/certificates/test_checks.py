"""Production signs with a key of its own, and no process begins its work without it."""

import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from certificates import checks, keys, signature
from scripts.checks import PRODUCTION
from scripts.places import ROOT
from training.starting import refuse_unsound


@pytest.fixture(autouse=True)
def _fresh_keys():
    keys.forget()
    yield
    keys.forget()


@pytest.fixture
def pair(tmp_path):
    """A key such as an operator makes it, as settings."""
    call_command("make_signing_key", tmp_path / "pair", name="The Programme")
    return {
        "SIGNING_KEY_FILE": tmp_path / "pair/key.pem",
        "SIGNING_CERTIFICATE_FILE": tmp_path / "pair/certificate.pem",
    }


@pytest.fixture
def in_production(settings, pair):
    settings.DEVELOPMENT = False
    settings.SIGNING_KEY_FILE, settings.SIGNING_CERTIFICATE_FILE = map(str, pair.values())
    return settings


def wrong():
    return [found.msg for found in checks.signing_key(None)]


def test_with_a_pair_of_its_own_production_starts(in_production):
    assert wrong() == []
    refuse_unsound()


def test_a_development_key_is_refused(in_production, settings):
    settings.DEVELOPMENT, settings.SIGNING_KEY_FILE = True, ""
    key, certificate = keys.key_files()
    settings.DEVELOPMENT, settings.SIGNING_KEY_FILE, settings.SIGNING_CERTIFICATE_FILE = (
        False,
        str(key),
        str(certificate),
    )
    assert "development key" in wrong()[0]
    with pytest.raises(ImproperlyConfigured, match="development key"):
        signature.sign(b"")


@pytest.mark.parametrize("name", ["SIGNING_KEY_FILE", "SIGNING_CERTIFICATE_FILE"])
def test_a_missing_file_is_refused_at_the_start(in_production, tmp_path, name):
    setattr(in_production, name, str(tmp_path / "nothing.pem"))
    assert "cannot be read" in wrong()[0]
    with pytest.raises(ImproperlyConfigured, match=r"operating\.md"):
        refuse_unsound()


def test_a_web_server_without_its_key_does_not_start():
    told = subprocess.run([sys.executable, "-c", "import training.wsgi"], cwd=ROOT, env=PRODUCTION | {
        "SIGNING_KEY_FILE": "nothing.pem", "SIGNING_CERTIFICATE_FILE": "nothing.pem"
    }, capture_output=True, text=True)  # fmt: skip
    assert told.returncode != 0
    assert "nothing.pem cannot be read." in told.stderr


def test_without_a_setting_production_makes_no_key_of_its_own(in_production):
    in_production.SIGNING_KEY_FILE = ""
    assert "must be set" in wrong()[0]


def test_a_file_that_is_no_certificate_is_found(in_production, tmp_path):
    (tmp_path / "wrong.pem").write_text("not a certificate")
    in_production.SIGNING_CERTIFICATE_FILE = str(tmp_path / "wrong.pem")
    assert "no certificate in PEM" in wrong()[0]


def test_a_certificate_of_another_key_is_found(in_production, tmp_path):
    call_command("make_signing_key", tmp_path / "other", name="Another")
    in_production.SIGNING_CERTIFICATE_FILE = str(tmp_path / "other/certificate.pem")
    assert "belongs to another key" in wrong()[0]


def test_a_missing_former_certificate_is_found(in_production):
    in_production.SIGNING_FORMER_CERTIFICATE_FILES = ["gone.pem"]
    assert wrong() == ["gone.pem cannot be read."]


def test_a_key_is_never_written_over(pair, tmp_path):
    with pytest.raises(CommandError, match="never written over"):
        call_command("make_signing_key", tmp_path / "pair", name="The Programme")


def test_a_laptop_makes_its_pair_once(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    first = [path.read_bytes() for path in keys.key_files()]
    assert [path.read_bytes() for path in keys.key_files()] == first
    assert (tmp_path / "signing").stat().st_mode & 0o077 == 0
