"""What a GOV.UK component can show and Django's widgets cannot: hints and reveals of options, a date in three boxes."""

from django import forms


class Radios(forms.RadioSelect):
    """`hints`: a choice's value to its hint. `reveals`: to the name of the form's field shown while it is chosen."""

    def __init__(self, *, hints=None, reveals=None, **kwargs):
        super().__init__(**kwargs)
        self.hints = hints or {}
        self.reveals = reveals or {}


class Checkboxes(forms.CheckboxSelectMultiple):
    """As `Radios`, where several may be chosen."""

    def __init__(self, *, hints=None, reveals=None, **kwargs):
        super().__init__(**kwargs)
        self.hints = hints or {}
        self.reveals = reveals or {}


class DateParts(forms.Widget):
    """Day, month and year in three boxes for a DateField, posted as `<name>-day`, `<name>-month` and `<name>-year`."""

    use_fieldset = True
    parts = ("day", "month", "year")

    def value_from_datadict(self, data, files, name):
        day, month, year = (data.get(f"{name}-{part}", "").strip().replace("-", "") for part in self.parts)
        return f"{year}-{month}-{day}" if day or month or year else None

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}-{part}" in data for part in self.parts)

    def split(self, value):
        """A date, or what was posted in its place, as the three strings to show."""
        if not value:
            return dict.fromkeys(self.parts, "")
        if hasattr(value, "year"):
            return {part: str(getattr(value, part)) for part in self.parts}
        year, month, day = [*str(value).split("-"), "", ""][:3]
        return {"day": day, "month": month, "year": year}
