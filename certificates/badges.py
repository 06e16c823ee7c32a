"""The award as an Open Badge 3.0: what machines can check, who vouches for it, and what is revoked. Signed as JWT (VC-JWT, ES256).

It says what the certificate says, and nothing more. Nothing of it is stored: it is made anew from the frozen facts.
"""

import base64
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives import hashes
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from jwt.algorithms import ECAlgorithm

from . import keys
from .layout import earned
from .models import Certificate
from .statuslist import PLACES, encoded

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
FRESH = timedelta(days=1)  # how long a copy of the list may be believed
GONE = Q(revoked_at__isnull=False) | Q(replaced_at__isnull=False) | Q(withdrawn_at__isnull=False)
ATTESTED = (
    "The assessment was passed, without supervision, by somebody who gave this name. "
    "Whether the award stands today is told at the address of this credential."
)


def did() -> str:
    """Who issues: did:web with the host of the site."""
    return "did:web:" + urlsplit(settings.SITE_URL).netloc.replace(":", "%3A")


def did_document() -> dict:
    """The public keys with which badges were signed, the present one first."""
    methods = [
        {"id": _method(found), "type": "JsonWebKey", "controller": did(), "publicKeyJwk": _public(found)}
        for found in keys.trusted()
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": did(),
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def token(certificate) -> str:
    """The credential of a saved certificate, signed."""
    claims = credential(certificate)
    times = {"nbf": "validFrom", "exp": "validUntil"}
    registered = {name: _seconds(claims[field]) for name, field in times.items() if field in claims}
    return _signed(claims | {"iss": did(), "jti": claims["id"]} | registered)


def credential(certificate) -> dict:
    """The claims: an OpenBadgeCredential whose address is its own verification page."""
    claims = {
        "@context": CONTEXT,
        "id": certificate.verification_url,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": _name(certificate),
        "issuer": {"id": did(), "type": ["Profile"], "name": certificate.issuer, "url": settings.SITE_URL},
        "validFrom": _at(certificate.awarded_on),
        "credentialSubject": _subject(certificate),
        "credentialStatus": _status(certificate),
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }
    if certificate.expires_on:
        claims["validUntil"] = _at(certificate.expires_on + timedelta(days=1))
    return claims


def status_list(number: int, at) -> str | None:
    """A signed list of which badges do not stand any more; None where no badge has a place in it."""
    first = number * PLACES
    issued = Certificate.objects.filter(pk__gte=first, pk__lt=first + PLACES)
    if not issued.exists():
        return None
    url = list_url(number)
    gone = issued.filter(GONE).order_by("pk").values_list("pk", flat=True)
    subject = {
        "id": f"{url}#list",
        "type": "BitstringStatusList",
        "statusPurpose": "revocation",
        "encodedList": encoded(pk - first for pk in gone),
    }
    claims = {
        "@context": CONTEXT[:1],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did(),
        "validFrom": _written(at),
        "validUntil": _written(at + FRESH),
        "credentialSubject": subject,
    }
    times = {"nbf": int(at.timestamp()), "exp": int((at + FRESH).timestamp())}
    return _signed(claims | {"iss": did(), "jti": url} | times)


def list_url(number: int) -> str:
    return f"{settings.SITE_URL}/badges/status/{number}"


def _subject(certificate):
    return {
        "type": ["AchievementSubject"],
        "identifier": [
            {"type": "IdentityObject", "identityHash": certificate.name, "identityType": "name", "hashed": False}
        ],
        "narrative": _sentence(certificate),
        "achievement": {
            "id": f"{settings.SITE_URL}/certificates/#{certificate.subject_key}",
            "type": ["Achievement"],
            "achievementType": "CertificateOfCompletion",
            "name": _name(certificate),
            "description": "; ".join(certificate.modules or certificate.outcomes) or certificate.title,
            "criteria": {"narrative": ATTESTED},
            "inLanguage": "en-GB",
        },
    }


def _name(certificate):
    return f"{'SPECIMEN: ' if certificate.is_specimen else ''}{certificate.title}"


def _sentence(certificate):
    who = " of ".join(part for part in (certificate.name, certificate.organisation_name) if part)
    return f"{who} has {earned(certificate)[0]}. About {certificate.minutes} minutes of study."


def _status(certificate):
    number, place = divmod(certificate.pk, PLACES)
    return {
        "id": f"{list_url(number)}#{place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(place),
        "statusListCredential": list_url(number),
    }


def _at(day):
    """The London midnight with which a day begins."""
    return _written(timezone.make_aware(datetime.combine(day, time.min)))


def _written(moment):
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _seconds(written):
    return int(datetime.fromisoformat(written).timestamp())


def _signed(claims):
    header = {"kid": _method(keys.certificate())}
    return jwt.encode(claims, keys.private_key(), algorithm="ES256", headers=header)


def _method(certificate):
    """The id of a key: the first signs of the fingerprint of its certificate."""
    return f"{did()}#{base64.urlsafe_b64encode(certificate.fingerprint(hashes.SHA256())[:12]).decode()}"


def _public(certificate):
    return ECAlgorithm(ECAlgorithm.SHA256).to_jwk(certificate.public_key(), as_dict=True)
