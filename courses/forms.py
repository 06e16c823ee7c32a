"""The lesson's form in the page editor: its outcomes are called by their words."""

from wagtail.admin.forms import WagtailAdminPageForm


class LessonForm(WagtailAdminPageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "outcomes" in self.fields:
            outcomes = self.parent_page.specific.outcomes.all()
            self.fields["outcomes"].choices = [
                (outcome.code, f"{outcome.code}: {outcome.text}") for outcome in outcomes
            ]
