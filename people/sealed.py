"""What of second steps is sealed in rows of allauth's (adapters.py seals it there), and how it is sealed anew when the key changes."""

from allauth.mfa.models import Authenticator

from .secrecy import renew_each, renew_text

SEALED = ("secret", "seed")  # of a code from an app, and of recovery codes; a passkey has no secret here


def renew_secrets():
    """With the newest of FIELD_KEYS: (how many, how many that none opens)."""
    return renew_each(Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN), "data", _renewed)


def _renewed(data):
    return {name: renew_text(value) if name in SEALED else value for name, value in data.items()}
