"""What a person fills in about themselves."""

from copy import deepcopy

from django import forms
from django.core.exceptions import ValidationError

from declaration.audiences import AUDIENCE_CHOICES, AUDIENCES
from look.forms import LookForm
from look.widgets import DateParts, Radios
from organisations.matching import domain_of
from organisations.models import Organisation

from .permissions import is_last_administrator

NOT_LISTED = "not-listed"


class EmailForm(LookForm):
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="Your work address, if you have one: it tells us which organisation you serve.",
        error_messages={
            "required": "Enter your e-mail address",
            "invalid": "Enter an e-mail address in the correct format, like name@example.gov.uk",
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


class SearchForm(LookForm):
    words = forms.CharField(
        label="Name of your organisation",
        max_length=100,
        help_text="Part of the name is enough, for example “Leeds”.",
        error_messages={"required": "Enter part of the name"},
    )


class OrganisationForm(LookForm):
    """One of those offered, or words for one that is not listed."""

    organisation = forms.ChoiceField(
        label="Which organisation do you serve?",
        widget=Radios(),
        error_messages={"required": "Select your organisation, or that it is not listed"},
    )
    stated = forms.CharField(
        label="Name of your organisation",
        max_length=160,
        required=False,
        help_text="We ask an administrator to check it. You can start learning straight away.",
    )

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.choices = [(str(o.pk), o.name) for o in offered] + [(NOT_LISTED, "My organisation is not listed")]
        field.widget.reveals = {NOT_LISTED: "stated"}

    def clean(self):
        cleaned = super().clean()
        if (
            cleaned.get("organisation") == NOT_LISTED
            and not cleaned.get("stated", "").strip()
            and "stated" not in self.errors
        ):
            self.add_error("stated", "Enter the name of your organisation")
        return cleaned

    @property
    def chosen(self):
        """(organisation, words): one of them."""
        value = self.cleaned_data["organisation"]
        if value == NOT_LISTED:
            return None, self.cleaned_data["stated"]
        return Organisation.objects.get(pk=value), ""


class DetailsForm(LookForm):
    name = forms.CharField(
        label="Your full name",
        max_length=120,
        help_text="As it should stand on your certificates.",
        error_messages={"required": "Enter your full name"},
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )
    audience = forms.ChoiceField(
        label="Which of these describes you best?",
        choices=AUDIENCE_CHOICES,
        help_text="We use it to suggest a pathway. You can read every module, whatever you choose.",
        widget=Radios(hints={a.code: ", ".join(a.includes).capitalize() for a in AUDIENCES if a.includes}),
        error_messages={"required": "Select what describes you best"},
    )

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if not any(character.isalpha() for character in name) or any(character in "<>{}@" for character in name):
            raise ValidationError("Enter your name with letters only, for example “Amina Begum”")
        return name


class NameForm(LookForm):
    """The name alone, on the account page."""

    name = DetailsForm.base_fields["name"]
    clean_name = DetailsForm.clean_name


class DeleteForm(LookForm):
    """The choice that stays when everything else goes."""

    KEEP, WITHDRAW = "keep", "withdraw"
    certificates = forms.ChoiceField(
        label="What shall become of your certificates?",
        help_text="If you hold none, either answer is the same.",
        choices=[(KEEP, "Keep my certificates verifiable"), (WITHDRAW, "Withdraw them")],
        widget=Radios(
            hints={
                KEEP: "Your name, organisation, the title and the date stay on the page that the code opens.",
                WITHDRAW: "The page says “withdrawn by the holder” and nothing about you.",
            }
        ),
        error_messages={"required": "Select what shall become of your certificates"},
    )
    sure = forms.BooleanField(
        label="I understand that this cannot be undone",
        error_messages={"required": "Confirm that you understand that this cannot be undone"},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        """Somebody must be left who can appoint another."""
        if is_last_administrator(self.user):
            raise ValidationError("You are the only administrator. Appoint another one first.")
        return super().clean()

    @property
    def keeps_certificates(self):
        return self.cleaned_data["certificates"] == self.KEEP


class DecisionForm(LookForm):
    """An answer to somebody who waits for approval."""

    APPROVE, REFUSE = "approve", "refuse"
    answer = forms.ChoiceField(
        label="Does this person serve the organisation?",
        choices=[(APPROVE, "Yes, approve"), (REFUSE, "No")],
        widget=Radios(),
        error_messages={"required": "Select yes or no"},
    )
    organisation = forms.ModelChoiceField(
        label="Organisation",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Choose an organisation",
    )
    reason = forms.CharField(
        label="Reason",
        max_length=300,
        required=False,
        help_text="The person reads it. Needed when the answer is no.",
        widget=forms.Textarea(),
    )

    def __init__(self, *args, membership, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.membership = membership
        if membership.organisation is None:
            self.fields["organisation"].queryset = organisations
        else:
            del self.fields["organisation"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == self.REFUSE and not cleaned.get("reason"):
            self.add_error("reason", "Enter a reason")
        if (
            cleaned.get("answer") == self.APPROVE
            and self.membership.organisation is None
            and not cleaned.get("organisation")
        ):
            self.add_error("organisation", "Choose the organisation that is meant")
        return cleaned


class RemindersForm(LookForm):
    """Whether reminders may come. What one needs to know comes in any case."""

    SAID = {"on": "Reminders are on.", "off": "Reminders are off. None will come, whoever asks for it."}
    reminders = forms.ChoiceField(
        label="May we send you reminders?",
        choices=[("on", "Yes, at most one in seven days"), ("off", "No reminders")],
        widget=Radios(),
        error_messages={"required": "Select whether we may send you reminders"},
    )

    @property
    def said(self):
        return self.SAID[self.cleaned_data["reminders"]]


class VouchForm(LookForm):
    """Whether somebody who came back is still the person of the account."""

    SAME, OTHER = "same", "other"
    answer = forms.ChoiceField(
        label="Is it still the same person?",
        help_text="Speak with them first, in person or on the telephone. An e-mail from this address shows nothing.",
        choices=[(SAME, "Yes, I have spoken with them"), (OTHER, "No, somebody else has this address now")],
        widget=Radios(
            hints={
                SAME: "They can sign in with a code for seven days.",
                OTHER: "The address is taken from the account. Whoever has it now can start an account of their own.",
            }
        ),
        error_messages={"required": "Select whether it is the same person"},
    )

    @property
    def is_same(self):
        return self.cleaned_data["answer"] == self.SAME


class MembershipForm(LookForm):
    """Which of several organisations a course is taken for."""

    membership = forms.ChoiceField(
        label="Which organisation is this for?",
        help_text="It counts once, there. You can take another course for another organisation.",
        widget=Radios(),
        error_messages={
            "required": "Select which organisation this is for",
            "invalid_choice": "Select one of the organisations that you serve",
        },
    )

    def __init__(self, *args, serving, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].choices = [(str(one.pk), str(one)) for one in serving]


class TermForm(LookForm):
    term_ends_on = forms.DateField(
        label="On which day does your term of office end?",
        help_text="For example, 6 5 2027. Leave it empty if you have no term, or do not know.",
        required=False,
        widget=DateParts(),
        error_messages={"invalid": "Enter a real date, for example 6 5 2027"},
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_term_ends_on(self):
        day = self.cleaned_data["term_ends_on"]
        if day and day < self.today:
            raise ValidationError("Enter today or a day to come. If your term is over, change where you serve instead")
        return day


class SuccessorForm(LookForm):
    """Between the organisations that took over from one's own."""

    successor = forms.ModelChoiceField(
        label="Which organisation do you serve now?",
        queryset=Organisation.objects.none(),
        empty_label=None,
        widget=Radios(),
        error_messages={"required": "Select the organisation that you serve now"},
    )

    def __init__(self, *args, successors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = successors
