"""How allauth's own forms read here: what is left empty is asked for in plain words, and a passkey is meant for signing in."""

from allauth.account.forms import AddEmailForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm

DEVICE = "What do you call this device?"


class InOurWords:
    """`asks`: field to what is said where it was left empty."""

    asks: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, words in self.asks.items():
            self.fields[name].error_messages["required"] = words


class SecondStepForm(InOurWords, AuthenticateForm):
    asks = {"code": "Enter the code from your app, or a recovery code"}


class SecondStepAgainForm(InOurWords, ReauthenticateForm):
    asks = SecondStepForm.asks


class AppForm(InOurWords, ActivateTOTPForm):
    asks = {"code": "Enter the code that the app shows now"}


class OneMoreAddressForm(InOurWords, AddEmailForm):
    asks = {"email": "Enter the email address that you want to add"}


class PasskeyForm(InOurWords, AddWebAuthnForm):
    asks = {"credential": "Your device has sent nothing. Allow it to add the passkey when it asks"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = DEVICE
        passwordless = self.fields["passwordless"]
        passwordless.label = "Use it to sign in, without an email"
        passwordless.help_text = (
            "Your device asks for your face, finger or PIN. Leave this empty for a plain security key."
        )
        passwordless.initial = True


class DeviceForm(InOurWords, EditWebAuthnForm):
    asks = {"name": "Enter a name for this device"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = DEVICE
