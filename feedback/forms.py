"""What people may tell us, and what a moderator and an editor answer."""

from uuid import uuid4

from django import forms

from look.forms import LookForm
from look.widgets import Radios

from .models import Remark, State, Topic
from .rules import AGREEMENT, LONGEST, NAME_NOBODY, QUESTIONS

TOO_LONG = f"Use {LONGEST:,} characters or fewer"


class WordsForm(LookForm):
    """`key` is made with the form, so that a second click sends nothing new."""

    key = forms.UUIDField(widget=forms.HiddenInput(), initial=uuid4, error_messages={"invalid": "Open this page again"})


class ReportForm(WordsForm):
    """`parts` are the blocks of the page, each with an id and a beginning."""

    topic = forms.ChoiceField(
        label="What is it about?",
        choices=Topic.choices,
        widget=Radios(),
        error_messages={"required": "Select what it is about", "invalid_choice": "Select what it is about"},
    )
    part = forms.ChoiceField(label="Where on the page?", required=False)
    text = forms.CharField(
        label="What did you find?",
        help_text=NAME_NOBODY,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write what you found", "max_length": TOO_LONG},
    )
    field_order = ["topic", "part", "text", "key"]

    def __init__(self, *args, place, **kwargs):
        super().__init__(*args, **kwargs)
        self.place = place
        whole = [("", "The page as a whole, or I am not sure")]
        self.fields["part"].choices = whole + [(part.id, str(part)) for part in place.parts]
        if not place.parts:
            del self.fields["part"]

    @property
    def block(self):
        """The block that was chosen, or None."""
        return self.place.part(self.cleaned_data.get("part", ""))


class SurveyForm(WordsForm):
    """Every question may be passed over."""

    text = forms.CharField(
        label="Is there anything we should change?",
        required=False,
        help_text=NAME_NOBODY,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        questions = {name: _agreement(label) for name, label in QUESTIONS.items()}
        self.fields = questions | {name: self.fields[name] for name in ("text", "key")}

    @property
    def points(self):
        return {name: self.cleaned_data[name] for name in QUESTIONS if self.cleaned_data[name] is not None}


def _agreement(label):
    return forms.TypedChoiceField(
        label=label,
        choices=AGREEMENT,
        coerce=int,
        empty_value=None,
        required=False,
        widget=Radios(attrs={"class": "govuk-radios--inline govuk-radios--small scale"}),
        error_messages={"invalid_choice": "Choose one of the five answers, or none"},
    )


class ScreenForm(forms.ModelForm):
    """A moderator's: take out names, then pass it on or hold it back."""

    PASS, HOLD = "pass", "hold"
    decision = forms.ChoiceField(
        label="Shall editors see it?",
        choices=[(PASS, "Yes, pass it on"), (HOLD, "No, hold it back")],
        widget=forms.RadioSelect,
        help_text="Hold back what is abuse, or is about a person and not about the content.",
        error_messages={"required": "Choose whether editors shall see it"},
    )
    text = forms.CharField(
        label="The words",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Take out names and whatever points at a person. What you take out is gone for good.",
    )

    class Meta:
        model = Remark
        fields = ["text"]

    @property
    def passes(self):
        return self.cleaned_data["decision"] == self.PASS


class AnswerForm(forms.ModelForm):
    """An editor's: what was done, and perhaps a word to the writer."""

    state = forms.ChoiceField(
        label="What have you done?",
        choices=[(state.value, state.label) for state in (State.IN_HAND, State.MENDED, State.NO_CHANGE)],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you have done"},
    )
    answer = forms.CharField(
        label="A word to the writer",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="They read it on their own page, if they were signed in when they wrote. You will not learn who they are.",
    )

    class Meta:
        model = Remark
        fields = ["state", "answer"]
