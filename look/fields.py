"""A bound field of any Django form, as the component templates need it: which component, which ids, which options."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField

from look.widgets import DateParts

# The first match wins: in Django CheckboxSelectMultiple is a RadioSelect.
COMPONENTS = (
    (DateParts, "date_input"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file_upload"),
)
GROUPS = {"date_input", "checkboxes", "radios"}
DJANGO_ROWS = "10"  # what Django gives every textarea; the Design System's is 5
CSS_CLASSES = {"file_upload": "govuk-file-upload", "select": "govuk-select", "textarea": "govuk-textarea"}


@dataclass(frozen=True)
class Option:
    """One radio or checkbox; `reveals` is the field shown beneath it while it is chosen."""

    id: str
    value: str
    label: str
    checked: bool
    disabled: bool
    hint: str
    reveals: "FieldLook | None"


@dataclass(frozen=True)
class FieldLook:
    """Wraps a bound field; knows nothing of the form's meaning."""

    bound: BoundField

    @property
    def component(self):
        widget = self.bound.field.widget
        return next((name for kind, name in COMPONENTS if isinstance(widget, kind)), "input")

    @property
    def control_template(self):
        return f"components/fields/{self.component}.html"

    @property
    def is_group(self):
        """Whether a fieldset with a legend holds it, not a label."""
        return self.component in GROUPS

    @property
    def id(self):
        return self.bound.auto_id or self.bound.html_name

    @property
    def first_id(self):
        """The input that a link in the error summary goes to."""
        if self.component == "date_input":
            return f"{self.id}-day"
        return self.options[0].id if self.component in {"checkboxes", "radios"} and self.options else self.id

    @property
    def error(self):
        """One message a field: the first thing to put right."""
        return self.bound.errors[0] if self.bound.errors else ""

    @property
    def limit(self):
        """The most characters a textarea takes, counted on the page."""
        return getattr(self.bound.field, "max_length", None) if self.component == "textarea" else None

    @property
    def described_by(self):
        parts = {"info": self.limit, "hint": self.bound.help_text, "error": self.error}
        return " ".join(f"{self.id}-{part}" for part, there in parts.items() if there)

    @property
    def control(self):
        """The input, select, textarea or file upload itself; never with a placeholder, which is no label."""
        own = self.bound.field.widget.attrs
        attrs = {"class": self._classes(own.get("class")), "placeholder": False}
        if self.described_by:
            attrs["aria-describedby"] = self.described_by
        if self.component == "textarea":
            attrs |= {"cols": False, "rows": own["rows"] if own.get("rows") != DJANGO_ROWS else 5}
        if self.limit:
            attrs["maxlength"] = False
        if getattr(self.bound.field.widget, "input_type", "") == "email":
            attrs |= {"autocomplete": own.get("autocomplete", "email"), "spellcheck": "false"}
        return self.bound.as_widget(attrs=attrs)

    def _classes(self, own):
        name = CSS_CLASSES.get(self.component, "govuk-input")
        classes = [name, self.error and f"{name}--error", self.limit and "govuk-js-character-count", own]
        return " ".join(filter(None, classes))

    @property
    def container_class(self):
        """Classes that the widget asks for on the group of options, such as govuk-radios--small."""
        return self.bound.field.widget.attrs.get("class", "")

    @property
    def options(self):
        return [self._option(index, widget.data) for index, widget in enumerate(self.bound.subwidgets)]

    def _option(self, index, data):
        widget, value = self.bound.field.widget, str(data["value"])
        reveals = getattr(widget, "reveals", {}).get(value)
        return Option(
            id=data["attrs"].get("id") or f"{self.id}-{index}",
            value=value,
            label=data["label"],
            checked=data["selected"],
            disabled=bool(data["attrs"].get("disabled")),
            hint=getattr(widget, "hints", {}).get(value, ""),
            reveals=FieldLook(self.bound.form[reveals]) if reveals else None,
        )

    @property
    def date_parts(self):
        widget = self.bound.field.widget
        shown = widget.split(self.bound.value())
        return [
            {"part": part, "id": f"{self.id}-{part}", "name": f"{self.bound.html_name}-{part}", "value": shown[part]}
            for part in widget.parts
        ]


def visible(form):
    """The form's fields in order, without the hidden ones and those that an option of another field reveals."""
    revealed = {name for bound in form for name in getattr(bound.field.widget, "reveals", {}).values()}
    return [FieldLook(bound) for bound in form.visible_fields() if bound.name not in revealed]


def error_links(form):
    """(href, message) of everything to put right, in the order of the page; an error of the whole form has no href."""
    links = [("", message) for message in form.non_field_errors()]
    wrong = [FieldLook(bound) for bound in form if bound.errors]
    return links + [(f"#{field.first_id}", field.error) for field in wrong]
