"""Production signs with a key of its own, and says what is missing before anybody waits for a certificate."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from certificates import checks, signature
from certificates.signature import key_files


@pytest.fixture(autouse=True)
def _fresh_signer():
    signature._signer.cache_clear()
    yield
    signature._signer.cache_clear()


@pytest.fixture
def in_production(settings):
    """Production that was given the key of a laptop."""
    key, certificate = key_files()
    settings.DEVELOPMENT = False
    settings.SIGNING_KEY_FILE, settings.SIGNING_CERTIFICATE_FILE = str(key), str(certificate)
    return settings


def test_a_development_key_is_found_by_the_system_check(in_production):
    assert [error.id for error in checks.signing_key(None)] == ["certificates.E001"]


def test_a_development_key_signs_nothing_in_production(in_production):
    with pytest.raises(ImproperlyConfigured, match="development key"):
        signature.sign(b"")


def test_a_missing_key_signs_nothing(in_production, tmp_path):
    in_production.SIGNING_KEY_FILE = str(tmp_path / "nothing.pem")
    with pytest.raises(ImproperlyConfigured):
        signature.sign(b"")


def test_without_a_setting_production_makes_no_key_of_its_own(settings):
    settings.DEVELOPMENT, settings.SIGNING_KEY_FILE = False, ""
    with pytest.raises(ImproperlyConfigured, match="must be set"):
        signature.sign(b"")


def test_a_file_that_is_no_certificate_is_found(in_production, tmp_path):
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("not a certificate")
    in_production.SIGNING_CERTIFICATE_FILE = str(wrong)
    assert [error.id for error in checks.signing_key(None)] == ["certificates.E002"]


def test_a_laptop_makes_its_pair_once(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    first = [path.read_bytes() for path in key_files()]
    assert [path.read_bytes() for path in key_files()] == first
    assert (tmp_path / "signing" / "key.pem").stat().st_mode & 0o077 == 0 or (
        tmp_path / "signing"
    ).stat().st_mode & 0o077 == 0
