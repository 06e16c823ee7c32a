"""Second steps: how allauth's form for a passkey reads here, and what of theirs is sealed when the key changes."""

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm

from .secrecy import renew_each, renew_text

SEALED = ("secret", "seed")  # of a code from an app, and of recovery codes; a passkey has no secret here


class PasskeyForm(AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "What do you call this device?"
        passwordless = self.fields["passwordless"]
        passwordless.label = "Use it to sign in, without an email"
        passwordless.help_text = (
            "Your device asks for your face, finger or PIN. Leave this empty for a plain security key."
        )
        passwordless.initial = True


def renew_secrets():
    """With the newest of FIELD_KEYS: (how many, how many that none opens)."""
    return renew_each(Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN), "data", _renewed)


def _renewed(data):
    return {name: renew_text(value) if name in SEALED else value for name, value in data.items()}
