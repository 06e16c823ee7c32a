"""Addresses and codes: at the door, for two accounts that become one, and after a long time."""

from copy import deepcopy

from django import forms
from django.core.exceptions import ValidationError

from look.forms import LookForm
from organisations.matching import domain_of


class EmailForm(LookForm):
    email = forms.EmailField(
        label="Your email address",
        help_text="Your work address, if you have one: it tells us which organisation you serve.",
        error_messages={
            "required": "Enter your email address",
            "invalid": "Enter an email address in the correct format, like name@example.gov.uk",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "govuk-input--width-20"}),
    )
    keep = forms.BooleanField(
        label="Keep me signed in on this device for 30 days",
        help_text="Only on a device that nobody else uses.",
        required=False,
    )

    def clean_email(self):
        """One spelling for each mailbox: lower case, the domain in ASCII, no dot behind it."""
        local, _, domain = self.cleaned_data["email"].rpartition("@")
        domain = domain_of(domain)
        if not domain or not local.isascii():
            raise ValidationError(self.fields["email"].error_messages["invalid"], code="invalid")
        return f"{local.lower()}@{domain}"


class CodeForm(LookForm):
    code = forms.CharField(
        label="Code",
        max_length=40,
        help_text="For example, 4KM 7TX. Capitals and spaces do not matter.",
        error_messages={"required": "Enter the code", "max_length": "The code has 6 letters and numbers"},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "spellcheck": "false",
                "autocapitalize": "characters",
                "class": "govuk-input--width-10",
            }
        ),
    )


class OtherAddressForm(LookForm):
    """The address of one's other account; asked for like the address at the door."""

    email = forms.EmailField(
        label="The address of the other account", error_messages=EmailForm.base_fields["email"].error_messages
    )

    def __init__(self, *args, own, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = own

    def clean_email(self):
        email = EmailForm.clean_email(self)
        if email in self.own:
            raise ValidationError("This address is one of this account already")
        return email


class SecondAddressForm(LookForm):
    """Another address of an account that was not used for long."""

    email = forms.EmailField(
        label="Another address of this account", error_messages=EmailForm.base_fields["email"].error_messages
    )
    clean_email = EmailForm.clean_email


class BothCodesForm(LookForm):
    mine, other = deepcopy(CodeForm.base_fields["code"]), deepcopy(CodeForm.base_fields["code"])

    def __init__(self, *args, mine, other, **kwargs):
        super().__init__(*args, **kwargs)
        for name, address in (("mine", mine), ("other", other)):
            self.fields[name].label = f"Code sent to {address}"
            self.fields[name].error_messages["required"] = f"Enter the code sent to {address}"
