"""The key that seals documents and badges, and the certificates of it and of its forerunners. By setting; a laptop makes its own.

A key is replaced by putting a new pair into the settings and the old certificate among SIGNING_FORMER_CERTIFICATE_FILES.
"""

import os
from datetime import timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

DEVELOPMENT_NAME = "Development only: not a certificate of any organisation"
YEARS = 10
PEM = serialization.Encoding.PEM


@cache
def private_key() -> ec.EllipticCurvePrivateKey:
    """Read once in each process. Raises ImproperlyConfigured."""
    certificate()
    try:
        return serialization.load_pem_private_key(key_files()[0].read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise ImproperlyConfigured(f"The signing key cannot be read: {type(error).__name__}.") from error


@cache
def chain() -> tuple[x509.Certificate, ...]:
    """Of the present key, followed by those that vouch for it. Raises ImproperlyConfigured, in production for a development key too."""
    found = _read(key_files()[1])
    if not settings.DEVELOPMENT and is_for_development(found[0]):
        raise ImproperlyConfigured("A development key signs nothing in production: set SIGNING_KEY_FILE.")
    return found


def certificate() -> x509.Certificate:
    return chain()[0]


@cache
def trusted() -> tuple[x509.Certificate, ...]:
    """The present certificate, and after it those under which earlier documents were sealed."""
    return certificate(), *(_read(Path(path))[0] for path in settings.SIGNING_FORMER_CERTIFICATE_FILES)


def forget():
    """After the settings were changed, in tests."""
    for found in (private_key, chain, trusted):
        found.cache_clear()


def fingerprint(found: x509.Certificate) -> str:
    return found.fingerprint(hashes.SHA256()).hex()


def is_for_development(found: x509.Certificate) -> bool:
    names = found.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return any(name.value == DEVELOPMENT_NAME for name in names)


def problem() -> str:
    """Why the pair in the settings cannot sign; empty where it can."""
    try:
        key, found = private_key(), certificate()
        trusted()
    except ImproperlyConfigured as error:
        return str(error)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
        return "The signing key must be an ECDSA key on the curve P-256."
    return "" if found.public_key() == key.public_key() else "The signing certificate belongs to another key."


def key_files() -> tuple[Path, Path]:
    """Those of the settings; on a laptop a pair in the data folder, made on first use."""
    if settings.SIGNING_KEY_FILE:
        return Path(settings.SIGNING_KEY_FILE), Path(settings.SIGNING_CERTIFICATE_FILE)
    if not settings.DEVELOPMENT:
        raise ImproperlyConfigured("SIGNING_KEY_FILE and SIGNING_CERTIFICATE_FILE must be set in production.")
    folder = settings.DATA_DIR / "signing"
    if not (folder / "certificate.pem").exists():
        make_pair(folder, DEVELOPMENT_NAME)
    return folder / "key.pem", folder / "certificate.pem"


def make_pair(folder: Path, name: str):
    """Two processes may start at once: the pair is made in a folder of its own, and the first to move it into place wins."""
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    mine = folder.with_name(f"{folder.name}-{os.getpid()}")
    mine.mkdir(parents=True, mode=0o700)
    (mine / "key.pem").write_bytes(pem)
    (mine / "certificate.pem").write_bytes(_certificate_of(key, name).public_bytes(PEM))
    try:
        mine.rename(folder)
    except OSError:  # the other one was first
        for path in mine.iterdir():
            path.unlink()
        mine.rmdir()


def _certificate_of(key, name):
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = timezone.now()
    usage = x509.KeyUsage(True, True, *[False] * 7)  # digital signature, content commitment (non-repudiation)
    return (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )


def _read(path):
    try:
        return tuple(x509.load_pem_x509_certificates(path.read_bytes()))
    except OSError as error:
        raise ImproperlyConfigured(f"{path} cannot be read.") from error
    except ValueError as error:
        raise ImproperlyConfigured(f"{path} is no certificate in PEM.") from error
