"""What analysts and administrators fill in: a day, an office, a correction, a token, how often a report comes."""

from django import forms

from look.forms import LookForm
from look.widgets import DateParts, Radios
from reports.models import Every

SAYS_WHO = "A job and where, for example “Head of News, Ministry”. No names: it is published with the release."


class ApprovalForm(LookForm):
    day = forms.DateField(
        label="When is it published?",
        help_text="At 9:30 in the morning of a working day. The day is announced at once. For example, 3 12 2026",
        widget=DateParts(),
        error_messages={"required": "Enter the day", "invalid": "Enter a real day, for example 3 12 2026"},
    )


class OfficeForm(LookForm):
    office = forms.CharField(
        label="Who is told?", help_text=SAYS_WHO, max_length=160, error_messages={"required": "Enter who is told"}
    )
    reason = forms.CharField(
        label="Why before everybody else?", max_length=200, error_messages={"required": "Enter why they are told"}
    )


class CorrectionForm(LookForm):
    note = forms.CharField(
        label="What was wrong, and what changes?",
        help_text="Readers see this above the new version.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": "Enter what was wrong"},
    )


class TokenForm(LookForm):
    name = forms.CharField(
        label="Which system reads the figures?",
        help_text="For example “Regional dashboard, Testham”. No name of a person.",
        max_length=100,
        error_messages={"required": "Enter the name of the system"},
    )
    days = forms.TypedChoiceField(
        label="How long may it read them?",
        choices=[(90, "90 days"), (180, "180 days"), (365, "A year")],
        coerce=int,
        initial=90,
        widget=Radios(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": "Choose how long"},
    )


class EveryForm(LookForm):
    every = forms.ChoiceField(
        label="How often?",
        choices=Every.choices,
        initial=Every.MONTH,
        widget=Radios(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": "Choose how often"},
    )
