"""What a learner may send about their own next step."""

from datetime import date

from django import forms


class NextStepForm(forms.Form):
    """`by` comes as three fields, and may be left out as a whole."""

    text = forms.CharField(required=False, strip=False)

    def clean(self):
        sent = [str(self.data.get(f"by-{part}", "")).strip() for part in ("year", "month", "day")]
        self.cleaned_data["by"] = None
        if any(sent):
            try:
                self.cleaned_data["by"] = date(*(int(number) for number in sent))
            except (ValueError, OverflowError):
                raise forms.ValidationError("Enter a real date, for example 27 3 2027.") from None
        return self.cleaned_data
