"""What coordinators fill in, and what an invited person does."""

from allauth.account.models import EmailAddress
from django import forms
from django.core import signing
from django.utils import timezone

from courses.models import CoursePage
from look.forms import LookForm
from look.widgets import Checkboxes, DateParts
from organisations.models import Organisation
from people.forms.serving import DetailsForm
from people.forms.signing import EmailForm

from .models import Cohort
from .reading import NotText, Row, read_people, text_of
from .rules import MOST_BYTES, MOST_ROWS, State

NO_PARTY = "Never name a party or political group: this service does not hold it."
PREVIEW_SALT = "coordination.preview"
PREVIEW_LASTS = 60 * 60


class InviteForm(LookForm):
    """A pasted list or a file. Valid only when every line is; `reading` then has the people, and otherwise what is wrong."""

    reading = None

    cohort = forms.ModelChoiceField(
        label="Cohort",
        queryset=Cohort.objects.none(),
        required=False,
        empty_label="No cohort",
        help_text="Whoever accepts joins the cohort and its pathway.",
    )
    people = forms.CharField(
        label="Paste a list",
        required=False,
        strip=False,
        help_text="One person a line: an address, or an address and a name. A list copied from your mail program works too.",
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label="Or choose a CSV file",
        required=False,
        allow_empty_file=True,
        help_text=f"With a column “email”, and one called “name” if you like. At most {MOST_ROWS} people.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )

    def __init__(self, *args, cohorts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = cohorts

    def clean(self):
        cleaned = super().clean()
        pasted, file = cleaned.get("people", ""), cleaned.get("file")
        if bool(pasted.strip()) == bool(file):
            self.add_error(
                "people",
                "Paste a list or choose a file, not both" if file else "Paste a list of people, or choose a file",
            )
        elif len(pasted.encode()) > MOST_BYTES or (file and file.size > MOST_BYTES):
            self.add_error("file" if file else "people", "This is larger than 1 MB. Send it in several parts")
        else:
            self._read("file" if file else "people", pasted, file)
        return cleaned

    def _read(self, field, pasted, file):
        try:
            reading = read_people(text_of(file.read()) if file else pasted)
        except NotText:
            self.add_error("file", "This is not a CSV file. In Excel, use “Save as” and choose CSV UTF-8")
            return
        self.reading = reading
        if reading.problems:
            lines = len({problem.line for problem in reading.problems})
            self.add_error(field, f"Put {lines} line{'' if lines == 1 else 's'} right: each is named below")


def seal(*, organisation, coordinator, cohort, rows):
    """A checked list as one signed value for the page that previews it: nothing of it is stored meanwhile."""
    people = [(row.line, row.email, row.name) for row in rows]
    sealed = {
        "organisation": organisation.pk,
        "by": str(coordinator.pk),
        "cohort": cohort and cohort.pk,
        "people": people,
    }
    return signing.dumps(sealed, salt=PREVIEW_SALT, compress=True)


def unseal(value, *, organisation, coordinator):
    """(cohort id, rows), or None for what is too old, changed, or another's."""
    try:
        sealed = signing.loads(value, salt=PREVIEW_SALT, max_age=PREVIEW_LASTS)
    except signing.BadSignature:
        return None
    if (sealed["organisation"], sealed["by"]) != (organisation.pk, str(coordinator.pk)):
        return None
    return sealed["cohort"], [Row(*person) for person in sealed["people"]]


class CohortForm(LookForm):
    name = forms.CharField(
        label="Name of the cohort",
        max_length=80,
        help_text=f"For example “Cabinet, autumn 2027”. {NO_PARTY}",
        error_messages={"required": "Enter a name"},
    )
    course = forms.ModelChoiceField(
        label="Pathway",
        queryset=CoursePage.objects.none(),
        empty_label="Choose a pathway",
        help_text="What everybody in the cohort is asked to complete. It cannot be changed later.",
        error_messages={"required": "Choose a pathway", "invalid_choice": "Choose a pathway from the list"},
    )
    starts_on = forms.DateField(
        label="Starts on", required=False, widget=DateParts(), help_text="If it has a first day.",
        error_messages={"invalid": "The first day must be a real date, for example 27 3 2027"},
    )  # fmt: skip
    due_on = forms.DateField(
        label="To be completed by", required=False, widget=DateParts(), help_text="People see it as a date to aim for; nothing closes.",
        error_messages={"invalid": "The last day must be a real date, for example 27 3 2027"},
    )  # fmt: skip

    def __init__(self, *args, cohort=None, **kwargs):
        facts = {field: getattr(cohort, field) for field in ("name", "starts_on", "due_on")} if cohort else {}
        super().__init__(*args, initial=facts, **kwargs)
        if cohort:
            del self.fields["course"]
        else:
            self.fields["course"].queryset = CoursePage.objects.live().public().order_by("path")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("starts_on") and cleaned.get("due_on") and cleaned["due_on"] < cleaned["starts_on"]:
            self.add_error("due_on", "The last day must not be before the first")
        return cleaned


class MembersForm(LookForm):
    people = forms.MultipleChoiceField(
        label="Who joins the cohort?",
        widget=Checkboxes(),
        error_messages={
            "required": "Choose at least one person",
            "invalid_choice": "Choose from the people in the list",
        },
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = choices


class FilterForm(LookForm):
    """Which lines are shown. What cannot be read shows everything."""

    cohort = forms.ModelChoiceField(label="Cohort", queryset=Cohort.objects.none(), required=False, empty_label="All")
    state = forms.ChoiceField(label="State", choices=[("", "All"), *State.choices], required=False)

    def __init__(self, *args, cohorts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = cohorts

    def keep(self, lines):
        chosen = self.cleaned_data if self.is_valid() else {}
        cohort, state = chosen.get("cohort"), chosen.get("state")
        return [
            line for line in lines
            if (not cohort or line.cohort_id == cohort.pk) and (not state or line.state == state)
        ]  # fmt: skip


class AppointForm(LookForm):
    """`cleaned_data["user"]` is the person behind the address."""

    email = forms.EmailField(
        label="Their email address",
        help_text="They have signed in here with it at least once.",
        error_messages={"required": "Enter their email address", "invalid": EmailForm.base_fields["email"].error_messages["invalid"]},
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        label="Organisation",
        queryset=Organisation.objects.none(),
        empty_label="Choose an organisation",
        error_messages={
            "required": "Choose an organisation",
            "invalid_choice": "Choose an organisation from the list",
        },
    )
    asked = forms.BooleanField(
        label="A senior officer of the organisation has asked for it in writing",
        error_messages={"required": "Confirm that a senior officer has asked for it"},
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["organisation"].queryset = Organisation.objects.existing_on(timezone.localdate())

    clean_email = EmailForm.clean_email

    def clean(self):
        cleaned = super().clean()
        if "email" in cleaned:
            cleaned["user"] = self._person(cleaned["email"])
        return cleaned

    def _person(self, email):
        found = EmailAddress.objects.filter(email=email, verified=True, user__is_active=True).select_related("user")
        user = next((address.user for address in found), None)
        if user is None:
            self.add_error("email", "Nobody has signed in here with this address yet. Ask them to do that first")
        elif user == self.by:
            self.add_error("email", "This is your own account. Ask another administrator")
        return user

    def refuse_elected(self):
        self.add_error("email", "This person is a councillor, who is never a coordinator")


class JoinForm(DetailsForm):
    """Only what is not known yet of the person who joins."""

    def __init__(self, *args, person, serves_there, suggested, **kwargs):
        super().__init__(*args, initial={"name": person.name or suggested}, **kwargs)
        if person.name:
            del self.fields["name"]
        if serves_there:
            del self.fields["audience"]
        else:
            self.fields[
                "audience"
            ].help_text = "What you are at this organisation. Every module is open to you, whatever you choose."
