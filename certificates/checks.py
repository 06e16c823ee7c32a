"""What must hold before certificates can be issued: a key that may sign."""

from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.checks import Error, register

DEVELOPMENT_NAME = "Development only: not a certificate of any organisation"


@register
def signing_key(app_configs, **kwargs):
    """Production signs with a key of its own. A key that is missing stops the signing itself, not the web."""
    path = Path(settings.SIGNING_CERTIFICATE_FILE or "missing")
    if settings.DEVELOPMENT or not path.is_file():
        return []
    try:
        is_development = is_for_development(path)
    except ValueError:
        return [Error(f"{path} is no certificate in PEM.", id="certificates.E002")]
    return [Error("A development key signs nothing in production.", id="certificates.E001")] if is_development else []


def is_for_development(certificate: Path) -> bool:
    names = x509.load_pem_x509_certificate(certificate.read_bytes()).subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return any(name.value == DEVELOPMENT_NAME for name in names)
