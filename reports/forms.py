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
        self.question, self.months = question.by(data.get("by")), months
        regions = [*Region.objects.values_list("code", "name"), (NO_REGION, "In no region")]
        choices = {"region": regions, "audience": AUDIENCE_CHOICES, "principle": PRINCIPLE_CHOICES}
        if question.ways:
            heads = [(way, changed["head"]) for way, changed in question.ways.items()]
            self.fields["by"] = self._field("Shown by", [("", question.head), *heads])
        for name in choices:
            if name in self.question.cuts:
                self.fields[name] = self._field(name.capitalize(), [("", ALL[name]), *choices[name]])
        written = [(f"{month:%Y-%m}", f"{month:%B %Y}") for month in months]
        years = sorted({year_of(month) for month in months}, reverse=True)
        named = [(f"{year}", f"April {year} to March {year + 1}") for year in years]
        self.fields["year"] = self._field("Financial year", [("", "By month"), *named])
        self.fields["from"] = self._field("From", [("", "Six months in all"), *written])
        self.fields["to"] = self._field("To the end of", [("", "The latest month"), *reversed(written)])
        if "compare" in self.question.cuts:
            self.fields["compare"] = self._field("Compare with", [("", "Nothing"), *reversed(written)])
        if "organisations" in self.question.cuts:
            kept = [("", "As they were"), ("successors", "With those that they succeeded")]
            self.fields["organisations"] = self._field("Organisations", kept)

    @staticmethod
    def _field(label, choices):
        wrong = {
            "invalid_choice": f"{label}: choose one from the list. There are no figures for what the address asked."
        }
        return forms.ChoiceField(label=label, required=False, choices=choices, error_messages=wrong)

    def clean(self):
        cleaned = super().clean()
        for name in sorted({*ALL, "compare", "organisations", "by"} - self.question.cuts - self.fields.keys()):
            if self.data.get(name):
                self.add_error(None, self._cannot_be_cut_by(name))
        if not self.errors:
            self._check_months()
        if (
            not self.errors
            and cleaned.get("audience")
            and cleaned.get("principle")
            and not self.question.columns(self.cut)
        ):
            self.add_error("principle", "Choose an audience or a principle here, not both: too little would be left.")
        if cleaned.get("audience") and cleaned.get("organisations"):
            self.add_error(
                "organisations", "By successor, organisations cannot be cut by audience: too little would be left."
            )
        return cleaned

    def _cannot_be_cut_by(self, name):
        if name == "by":
            return f"This table is shown by {self.question.head.lower()} alone."
        rows = f" when it is shown by {self.question.head.lower()}" if self.data.get("by") else ""
        return f"This table cannot be cut by {name}{rows}: too little would be left that may be shown."

    def _check_months(self):
        if self.cleaned_data.get("year") and (self.cleaned_data.get("from") or self.cleaned_data.get("to")):
            self.add_error("year", "Choose a financial year or months, not both.")
            return
        cut = self.cut
        if cut.first > cut.last:
            self.add_error("from", "“From” must not be later than “To the end of”.")
        elif len(cut.months) > LONGEST:
            self.add_error("from", f"Choose at most {LONGEST} months.")

    @property
    def cut(self):
        """What was chosen, the usual filled in."""
        chosen = self.cleaned_data
        first, last = self._span(chosen)
        return Cut(
            first,
            last,
            *(chosen.get(name, "") for name in ALL),
            compared=_month(chosen.get("compare")),
            by_successor=bool(chosen.get("organisations")),
            year=bool(chosen.get("year")),
            by=chosen.get("by", ""),
        )

    def _span(self, chosen):
        if chosen.get("year"):
            within = [month for month in self.months if year_of(month) == int(chosen["year"])]
            return within[0], within[-1]
        last = _month(chosen.get("to")) or self.months[-1]
        upto = [month for month in self.months if month <= last]
        return _month(chosen.get("from")) or upto[-USUAL:][0], last

    @property
    def chosen(self):
        """[(label, what was chosen)] of all filters, in words."""
        cut = self.cut
        picked = [
            (self[name].label, dict(self.fields[name].choices)[getattr(cut, name)])
            for name in ALL
            if name in self.fields
        ]
        if cut.compared:
            picked.append(("Compared with", f"{cut.compared:%B %Y}"))
        if cut.by_successor:
            picked.append(("Organisations", "With those that they succeeded"))
        return [*picked, ("Months", f"{cut.first:%B %Y} to {cut.last:%B %Y}")]


def year_of(month):
    """The calendar year in which the financial year of a month began."""
    return month.year if month.month >= 4 else month.year - 1


def _month(text):
    return date.fromisoformat(f"{text}-01") if text else None
