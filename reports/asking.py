"""The one way from the words of an address to figures: pages, files, messages and the API all ask here, and so answer alike."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from . import aggregates
from .forms import FilterForm
from .questions import QUESTIONS, Question
from .reading import reading


class NoSuchTable(LookupError):
    """There is none of this name, or nothing has been counted yet."""


@dataclass(frozen=True)
class Asked:
    """A question and what was chosen. Only a valid choice can be answered; `form` says what is wrong with another."""

    question: Question
    form: FilterForm
    as_at: datetime

    @property
    def is_valid(self):
        return self.form.is_valid()

    @property
    def answer(self):
        with reading():
            return self.question.ask(self.form.cut)

    @property
    def query(self):
        """What of the address is kept in links: the filters that are set."""
        return urlencode({name: value for name, value in self.form.cleaned_data.items() if value})

    @property
    def path(self):
        """Where a reader finds the same question answered."""
        address = reverse("reports:table", args=[self.question.slug])
        return f"{address}?{self.query}" if self.query else address


def ask(slug, choices):
    """`choices`: what an address says after its question mark, read or not."""
    question, latest = QUESTIONS.get(slug), aggregates.latest()
    if question is None or latest is None:
        raise NoSuchTable(slug)
    chosen = QueryDict(choices) if isinstance(choices, str) else choices
    form = FilterForm(chosen, question=question, months=latest.months)
    return Asked(form.question, form, latest.as_at)
