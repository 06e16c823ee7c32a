"""How allauth's form for a passkey reads here: in plain words, and meant for signing in."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm


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
