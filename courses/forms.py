"""Forms of editors: each change of a live page is minor until somebody says otherwise, outcomes are called by their words,
and whoever lets a warning stand says why."""

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm


class ChangeForm(WagtailAdminPageForm):
    """What the last publish said of itself does not say it of the next."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        page = self.instance
        if page.pk and page.live and not page.has_unpublished_changes:
            self.initial |= {"change": "minor", "change_note": ""}


class LessonForm(ChangeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "outcomes" in self.fields:
            outcomes = self.parent_page.specific.outcomes.all()
            self.fields["outcomes"].choices = [
                (outcome.code, f"{outcome.code}: {outcome.text}") for outcome in outcomes
            ]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=300,
        label="Why it may stand",
        help_text="One sentence that a colleague understands in a year: “The law names the steps, so the list is long.”",
    )
