"""What a learner may send about their own next step."""

from datetime import date

from django import forms


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
