"""What one decides about one's account, and what those who answer for an organisation decide about others."""

from django import forms
from django.core.exceptions import ValidationError

from look.forms import LookForm
from look.widgets import Radios
from organisations.models import Organisation

from ..permissions import is_last_administrator


class DeleteForm(LookForm):
    """The choice that stays when everything else goes."""

    KEEP, WITHDRAW = "keep", "withdraw"
    certificates = forms.ChoiceField(
        label="What should happen to your certificates?",
        help_text="If you hold none, either answer is the same.",
        choices=[(KEEP, "Keep my certificates verifiable"), (WITHDRAW, "Withdraw them")],
        widget=Radios(
            hints={
                KEEP: "Your name, organisation, the title and the date stay on the page that the code opens.",
                WITHDRAW: "The page says “withdrawn by the holder” and nothing about you.",
            }
        ),
        error_messages={"required": "Select what should happen to your certificates"},
    )
    sure = forms.BooleanField(
        label="I understand that this cannot be undone",
        error_messages={"required": "Confirm that you understand that this cannot be undone"},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        """Somebody must be left who can appoint another."""
        if is_last_administrator(self.user):
            raise ValidationError("You are the only administrator. Appoint another one first.")
        return super().clean()

    @property
    def keeps_certificates(self):
        return self.cleaned_data["certificates"] == self.KEEP


class RemindersForm(LookForm):
    """Whether reminders may come. What one needs to know comes in any case."""

    SAID = {"on": "Reminders are on.", "off": "Reminders are off. None will come, whoever asks for it."}
    reminders = forms.ChoiceField(
        label="May we send you reminders?",
        choices=[("on", "Yes, at most one in seven days"), ("off", "No reminders")],
        widget=Radios(),
        error_messages={"required": "Select whether we may send you reminders"},
    )

    @property
    def said(self):
        return self.SAID[self.cleaned_data["reminders"]]


class DecisionForm(LookForm):
    """An answer to somebody who waits for approval."""

    APPROVE, REFUSE = "approve", "refuse"
    answer = forms.ChoiceField(
        label="Does this person serve the organisation?",
        choices=[(APPROVE, "Yes, approve"), (REFUSE, "No")],
        widget=Radios(),
        error_messages={"required": "Select yes or no"},
    )
    organisation = forms.ModelChoiceField(
        label="Organisation",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Choose an organisation",
    )
    reason = forms.CharField(
        label="Reason",
        max_length=300,
        required=False,
        help_text="The person reads it. Needed when the answer is no.",
        widget=forms.Textarea(),
    )

    def __init__(self, *args, membership, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.membership = membership
        if membership.organisation is None:
            self.fields["organisation"].queryset = organisations
        else:
            del self.fields["organisation"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == self.REFUSE and not cleaned.get("reason"):
            self.add_error("reason", "Enter a reason")
        if (
            cleaned.get("answer") == self.APPROVE
            and self.membership.organisation is None
            and not cleaned.get("organisation")
        ):
            self.add_error("organisation", "Choose the organisation that is meant")
        return cleaned


class VouchForm(LookForm):
    """Whether somebody who came back is still the person of the account."""

    SAME, OTHER = "same", "other"
    answer = forms.ChoiceField(
        label="Is it still the same person?",
        help_text="Speak with them first, in person or on the telephone. An email from this address shows nothing.",
        choices=[(SAME, "Yes, I have spoken with them"), (OTHER, "No, somebody else has this address now")],
        widget=Radios(
            hints={
                SAME: "They can sign in with a code for seven days.",
                OTHER: "The address is taken from the account. Whoever has it now can start an account of their own.",
            }
        ),
        error_messages={"required": "Select whether it is the same person"},
    )

    @property
    def is_same(self):
        return self.cleaned_data["answer"] == self.SAME
