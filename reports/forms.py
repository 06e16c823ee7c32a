"""The filters above a table: they live in the address, so that a figure can be cited."""

from datetime import date

from django import forms

from declaration.audiences import AUDIENCE_CHOICES
from declaration.principles import PRINCIPLE_CHOICES
from look.forms import LookForm
from organisations.models import Region

from .families import NO_REGION
from .questions import LONGEST, Cut

USUAL = 6  # months when nobody asks for others
ALL = {"region": "All regions", "audience": "All audiences", "principle": "Any principle"}


class FilterForm(LookForm):
    """Offers what the table can be cut by, and says so where the address asks for more."""

    def __init__(self, data, *, question, months):
        """`months`: those that there are figures for, the earliest first."""
        super().__init__(data)
        self.question, self.months = question, months
        regions = [*Region.objects.values_list("code", "name"), (NO_REGION, "In no region")]
        choices = {"region": regions, "audience": AUDIENCE_CHOICES, "principle": PRINCIPLE_CHOICES}
        for name in choices:
            if name in question.cuts:
                self.fields[name] = self._field(name.capitalize(), [("", ALL[name]), *choices[name]])
        written = [(f"{month:%Y-%m}", f"{month:%B %Y}") for month in months]
        self.fields["from"] = self._field("From", [("", "Six months in all"), *written])
        self.fields["to"] = self._field("To the end of", [("", "The latest month"), *reversed(written)])

    @staticmethod
    def _field(label, choices):
        wrong = {
            "invalid_choice": f"{label}: choose one from the list. There are no figures for what the address asked."
        }
        return forms.ChoiceField(label=label, required=False, choices=choices, error_messages=wrong)

    def clean(self):
        cleaned = super().clean()
        for name in ALL.keys() - self.question.cuts:
            if self.data.get(name):
                self.add_error(None, f"This table cannot be cut by {name}: too little would be left that may be shown.")
        if not self.errors:
            self._check_months()
        return cleaned

    def _check_months(self):
        cut = self.cut
        if cut.first > cut.last:
            self.add_error("from", "“From” must not be later than “To the end of”.")
        elif len(cut.months) > LONGEST:
            self.add_error("from", f"Choose at most {LONGEST} months.")

    @property
    def cut(self):
        """What was chosen, the usual filled in."""
        chosen = self.cleaned_data
        last = _month(chosen.get("to")) or self.months[-1]
        upto = [month for month in self.months if month <= last]
        first = _month(chosen.get("from")) or upto[-USUAL:][0]
        return Cut(first, last, *(chosen.get(name, "") for name in ALL))

    @property
    def chosen(self):
        """[(label, what was chosen)] of all filters, in words."""
        cut = self.cut
        picked = [
            (self[name].label, dict(self.fields[name].choices)[getattr(cut, name)])
            for name in ALL
            if name in self.fields
        ]
        return [*picked, ("Months", f"{cut.first:%B %Y} to {cut.last:%B %Y}")]


def _month(text):
    return date.fromisoformat(f"{text}-01") if text else None
