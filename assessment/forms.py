"""One question of a paper as a form. Choices are numbered by their place on the page, so that nothing sent can hint at the key."""

from django import forms

from courses.integrity.questions import ALL_THAT_APPLY
from look.forms import LookForm

from . import rules


class AnswerForm(LookForm):
    """`content` is the question as asked, `order` the ids as shown, `answer` what was saved before (ids)."""

    def __init__(self, *args, content, order, answer=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.content, self.order = content, order
        self.parts = {part["id"]: part for part in rules.parts(content)}
        build = {"order": self._order_fields, "match": self._match_fields}.get(content["kind"], self._option_field)
        build(answer)

    def clean(self):
        cleaned = super().clean()
        places = [cleaned.get(name) for name in self.fields]
        if self.content["kind"] == "order" and None not in places and len(set(places)) < len(places):
            raise forms.ValidationError("Give each a different place.")
        return cleaned

    @property
    def is_altered(self):
        """Something was sent that the page does not offer."""
        return any(error.code == "invalid_choice" for errors in self.errors.as_data().values() for error in errors)

    def choose(self, sent):
        """Shows what was sent before and is not saved."""
        for name, field in self.fields.items():
            self.initial[name] = field.widget.value_from_datadict(sent, {}, name)

    def answer(self):
        """The answer in ids, as assessment.rules knows it."""
        kind = self.content["kind"]
        if kind == "multiple":
            return [self.order[int(n)] for n in self.cleaned_data["option"]]
        if kind == "order":
            places = {self.order[n]: int(self.cleaned_data[f"place-{n}"]) for n in range(len(self.order))}
            return sorted(places, key=places.get)
        if kind == "match":
            return {left: self.order[int(self.cleaned_data[f"match-{n}"])] for n, left in enumerate(self.parts)}
        return self.order[int(self.cleaned_data["option"])]

    def _option_field(self, answer):
        choices = [(str(n), self.parts[part]["text"]) for n, part in enumerate(self.order)]
        several = self.content["kind"] == "multiple"
        said = ALL_THAT_APPLY in self.content["prompt"].lower()
        field = forms.MultipleChoiceField if several else forms.ChoiceField
        self.fields["option"] = field(
            label=self.content["prompt"],
            help_text="Choose all that apply." if several and not said else "",
            choices=choices,
            widget=forms.CheckboxSelectMultiple if several else forms.RadioSelect,
            error_messages={"required": "Choose an answer.", "invalid_choice": "Choose one of the answers."},
        )
        chosen = answer if isinstance(answer, list) else [answer]
        numbers = [str(self.order.index(part)) for part in chosen if part in self.order]
        self.initial["option"] = numbers if several else next(iter(numbers), None)

    def _order_fields(self, answer):
        places = [("", "Choose a place"), *((str(n), str(n)) for n in range(1, len(self.order) + 1))]
        for n, part in enumerate(self.order):
            self._select(f"place-{n}", self.parts[part]["text"], places, answer and str(answer.index(part) + 1))

    def _match_fields(self, answer):
        rights = [("", "Choose a match"), *((str(n), self.parts[part]["right"]) for n, part in enumerate(self.order))]
        for n, left in enumerate(self.parts):
            self._select(f"match-{n}", self.parts[left]["left"], rights, answer and str(self.order.index(answer[left])))

    def _select(self, name, label, choices, initial):
        messages = {"required": f"Choose for “{label}”.", "invalid_choice": "Choose from the list."}
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, error_messages=messages)
        self.initial[name] = initial
