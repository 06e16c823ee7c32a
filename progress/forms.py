"""What a learner may send about themselves: a next step, how sure they feel, what they would like to learn and how fast."""

from datetime import date

from django import forms

from declaration.principles import PRINCIPLE_CHOICES
from look.forms import LookForm
from look.widgets import Checkboxes, Radios

from .confidence import SCALE, STATEMENTS
from .pathways import PACES


class NextStepForm(forms.Form):
    """`by` comes as three fields, and may be left out as a whole."""

    text = forms.CharField(required=False, strip=False)

    @property
    def sent(self):
        """{day, month, year} as they came, to be shown again."""
        return {part: str(self.data.get(f"by-{part}", "")).strip()[:10] for part in ("day", "month", "year")}

    def clean(self):
        self.cleaned_data["by"] = None
        if any(self.sent.values()):
            try:
                self.cleaned_data["by"] = date(*(int(self.sent[part]) for part in ("year", "month", "day")))
            except (ValueError, OverflowError):
                raise forms.ValidationError("Enter a real date, for example 27 3 2027.") from None
        return self.cleaned_data


class ConfidenceForm(LookForm):
    """One statement for each principle that is asked; each may be passed over."""

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        for code in asked:
            self.fields[code] = forms.TypedChoiceField(
                label=STATEMENTS[code],
                choices=SCALE,
                coerce=int,
                empty_value=None,
                required=False,
                widget=Radios(attrs={"class": "govuk-radios--inline govuk-radios--small scale"}),
                error_messages={"invalid_choice": "Choose one of the five answers, or none"},
            )

    @property
    def points(self):
        """{principle: point} of what was answered."""
        return {code: point for code, point in self.cleaned_data.items() if point is not None}


class PlanForm(LookForm):
    interests = forms.MultipleChoiceField(
        label="What would you most like to learn about?",
        choices=PRINCIPLE_CHOICES,
        required=False,
        help_text="Choose any that matter to your work now, or none.",
        widget=Checkboxes(),
        error_messages={"invalid_choice": "Choose from the list"},
    )
    minutes_a_week = forms.TypedChoiceField(
        label="How much time can you give it?",
        choices=PACES,
        coerce=int,
        widget=Radios(),
        error_messages={"required": "Select how much time you can give it", "invalid_choice": "Choose from the list"},
    )


class LogSearchForm(LookForm):
    """Words to look for in one's own log."""

    words = forms.CharField(
        label="Search your log",
        max_length=100,
        error_messages={"required": "Enter a word to look for"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "govuk-input--width-20"}),
    )
