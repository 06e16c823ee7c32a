"""Who one is and where one serves: the welcome, terms of office, successors, and which organisation a course is for."""

from django import forms
from django.core.exceptions import ValidationError

from declaration.audiences import AUDIENCE_CHOICES, AUDIENCES
from look.forms import LookForm
from look.widgets import DateParts, Radios
from organisations.models import Organisation

NOT_LISTED = "not-listed"


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
        error_messages={
            "required": "Enter your full name",
            "invalid": "Enter your name with letters only, for example “Amina Begum”",
        },
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
            raise ValidationError(self.fields["name"].error_messages["invalid"])
        return name


class NameForm(LookForm):
    """The name alone, on the account page."""

    name = DetailsForm.base_fields["name"]
    clean_name = DetailsForm.clean_name


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
