"""A list of codes of a fixed vocabulary, edited as checkboxes."""

from django import forms
from django.db import models


class CodesField(models.JSONField):
    """Stored as a list of codes in the vocabulary's own order."""

    def __init__(self, *args, codes=(), **kwargs):
        self.codes = tuple(codes)
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def formfield(self, **kwargs):
        options = {"choices": self.codes, "required": not self.blank, "label": self.verbose_name.capitalize()}
        return forms.MultipleChoiceField(**options, help_text=self.help_text, widget=forms.CheckboxSelectMultiple)
