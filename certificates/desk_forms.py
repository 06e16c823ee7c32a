"""What operators fill in: why one is revoked, and who is to get what."""

import re

from allauth.account.models import EmailAddress
from django import forms

from courses.models import CoursePage, ModulePage
from declaration.principles import PRINCIPLES
from organisations.models import Organisation
from people.models import User

from . import facts
from .models import Kind

MOST = 5_000
SHOWN = 10  # addresses that nobody has, named in the message


class RevokeForm(forms.Form):
    reason = forms.CharField(
        max_length=300,
        label="Why it is revoked",
        help_text="For the record; it is not shown in public. Do not name people.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is revoked"},
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=300, label="Why", help_text="For the record.", error_messages={"required": "Say why"}
    )


class PrintForm(ReasonForm):
    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(pk__in=()), required=False, empty_label="All certificates", label="Of whom"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(memberships__isnull=False).distinct()


class AwardForm(ReasonForm):
    subject = forms.ChoiceField(label="What is awarded")
    everybody = forms.BooleanField(required=False, label="To everybody who has earned it and does not have it yet")
    addresses = forms.CharField(
        required=False,
        label="Or to these people",
        help_text=f"One email address in a line, at most {MOST:,}. Whoever has not earned it is named afterwards.",
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    field_order = ("subject", "everybody", "addresses", "reason")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = subjects()

    def clean_addresses(self):
        typed = {part.lower() for part in re.split(r"[\s,;]+", self.cleaned_data["addresses"]) if part}
        if len(typed) > MOST:
            raise forms.ValidationError(f"At most {MOST:,} addresses at once")
        return typed

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            cleaned["learners"] = self._everybody() if cleaned["everybody"] else self._listed(cleaned["addresses"])
        return cleaned

    def _everybody(self):
        learners = list(
            User.objects.filter(pk__in=facts.everybody(self.cleaned_data["subject"]), is_active=True)[:MOST]
        )
        if not learners:
            self.add_error("everybody", "Everybody who has earned it has it")
        return learners

    def _listed(self, typed):
        if not typed:
            self.add_error("addresses", "Enter at least one address, or choose everybody")
            return []
        owned = EmailAddress.objects.filter(email__in=typed, verified=True).select_related("user")
        found = {address.email.lower(): address.user for address in owned if address.user.is_active}
        if unknown := sorted(typed - found.keys()):
            more = f" and {len(unknown) - SHOWN} more" if len(unknown) > SHOWN else ""
            self.add_error("addresses", f"Nobody here has these: {', '.join(unknown[:SHOWN])}{more}")
        return sorted(set(found.values()), key=lambda person: person.pk)

    @property
    def title(self):
        return dict(choice for _, group in subjects() for choice in group)[self.cleaned_data["subject"]]


def subjects():
    """[(group, [(subject, title), …]), …]"""
    modules = ModulePage.objects.live().order_by("title").values_list("translation_key", "title")
    courses = CoursePage.objects.live().filter(awards_certificate=True).values_list("translation_key", "title")
    return [
        ("Modules", [(f"{Kind.MODULE}:{key}", title) for key, title in modules]),
        ("Principles", [(f"{Kind.PRINCIPLE}:{p.code}", f"{p.number}. {p.short_name}") for p in PRINCIPLES]),
        ("Pathways", [(f"{Kind.COURSE}:{key}", title) for key, title in courses.order_by("title")]),
    ]
