"""What a reader may ask the search for."""

from django import forms

from declaration.audiences import AUDIENCE_CHOICES
from declaration.principles import PRINCIPLE_CHOICES
from look.forms import LookForm

ANY = ("", "Any")
MINUTES = [
    ANY,
    ("5", "5 minutes or less"),
    ("10", "10 minutes or less"),
    ("30", "Half an hour or less"),
    ("60", "An hour or less"),
]


def _choice(label, choices):
    """As wide as its column, and no wider."""
    wide = forms.Select(attrs={"class": "govuk-!-width-full"})
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=wide)


class FindForm(LookForm):
    """Every field may be left out; what is not offered is refused in words."""

    q = forms.CharField(
        label="What are you looking for?",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "list": "titles", "autocomplete": "off"}),
    )
    principle = _choice("Principle", [ANY, *PRINCIPLE_CHOICES])
    audience = _choice("Written for", [ANY, *AUDIENCE_CHOICES])
    minutes = _choice("Time", MINUTES)

    @property
    def is_narrowed(self):
        """Whether one of the filters was used, rightly or not; they are folded away until then."""
        return any(self.data.get(name) for name in ("principle", "audience", "minutes"))

    @property
    def asked(self):
        """As search.Asked takes it."""
        given = self.cleaned_data
        minutes = int(given["minutes"]) if given["minutes"] else None
        return {"words": given["q"], "principle": given["principle"], "audience": given["audience"], "minutes": minutes}
