"""The electronic seal on a certificate: PAdES baseline B, ECDSA P-256. The only module that speaks to pyHanko.

The register behind /verify/ stays the authority: keys rotate, and a document outlives the key that sealed it.
"""

import os
from datetime import timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from .checks import DEVELOPMENT_NAME, is_for_development

FIELD = "Seal"
YEARS = 10
ROOM = 16_384  # for signature and chain, as hexadecimal; leaving it open makes pyHanko sign twice to find out


def sign(pdf: bytes) -> tuple[bytes, str]:
    """(the sealed document, SHA-256 fingerprint of the certificate that sealed it)"""
    signer = _signer()
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        name=settings.CERTIFICATE_ISSUER,
        reason="Issued as recorded at the address on the document",
    )
    sealed = signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), metadata, signer=signer, bytes_reserved=ROOM)
    return sealed.getvalue(), signer.signing_cert.sha256.hex()


def is_ours_and_whole(pdf: bytes) -> bool:
    """Whether the present key sealed exactly this file. False for whatever cannot be read as such."""
    try:
        seals = PdfFileReader(BytesIO(pdf)).embedded_signatures
        if len(seals) != 1 or seals[0].signer_cert.sha256 != _signer().signing_cert.sha256:
            return False
        trust = ValidationContext(trust_roots=[_signer().signing_cert], allow_fetching=False)
        status = validate_pdf_signature(seals[0], trust)
        return status.intact and status.valid and status.coverage.name == "ENTIRE_FILE"
    except Exception:  # a hostile file may break a reader in any way it likes
        return False


@cache
def _signer():
    """Read once in each process. Raises ImproperlyConfigured for a missing key, and for a development key in production."""
    key, certificate = key_files()
    try:
        signer = signers.SimpleSigner.load(str(key), str(certificate))
    except OSError as error:
        raise ImproperlyConfigured(f"The signing key cannot be read: {error}") from error
    if signer is None:
        raise ImproperlyConfigured(f"{key} and {certificate} are no signing key and certificate in PEM.")
    if not settings.DEVELOPMENT and is_for_development(certificate):
        raise ImproperlyConfigured("A development key signs nothing in production: set SIGNING_KEY_FILE.")
    return signer


def key_files() -> tuple[Path, Path]:
    """Those of the settings; on a laptop a pair in the data folder, made on first use."""
    if settings.SIGNING_KEY_FILE:
        return Path(settings.SIGNING_KEY_FILE), Path(settings.SIGNING_CERTIFICATE_FILE)
    if not settings.DEVELOPMENT:
        raise ImproperlyConfigured("SIGNING_KEY_FILE and SIGNING_CERTIFICATE_FILE must be set in production.")
    folder = settings.DATA_DIR / "signing"
    if not (folder / "certificate.pem").exists():
        _make_pair(folder)
    return folder / "key.pem", folder / "certificate.pem"


def _make_pair(folder):
    """Two processes may start at once: the pair is made in a folder of its own, and the first to move it into place wins."""
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    mine = folder.with_name(f"signing-{os.getpid()}")
    mine.mkdir(parents=True, mode=0o700)
    (mine / "key.pem").write_bytes(pem)
    (mine / "certificate.pem").write_bytes(_certificate_of(key).public_bytes(serialization.Encoding.PEM))
    try:
        mine.rename(folder)
    except OSError:  # the other one was first
        for path in mine.iterdir():
            path.unlink()
        mine.rmdir()


def _certificate_of(key):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, DEVELOPMENT_NAME)])
    now = timezone.now()
    usage = x509.KeyUsage(True, True, *[False] * 7)  # digital signature, content commitment (non-repudiation)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
