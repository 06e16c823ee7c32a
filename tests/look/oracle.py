"""Renders our components from the options of govuk-frontend's own fixtures, and reduces HTML to what can be compared.

Deliberate differences, left out of the comparison: ids and names are compared by how they belong together, not by their
spelling; `aria-invalid` is Django's; submit buttons always prevent double clicks.
"""

from html.parser import HTMLParser

from django import forms
from django.core.paginator import Paginator
from django.template import engines

from look.fields import FieldLook
from look.forms import LookForm
from look.widgets import Checkboxes, DateParts, Radios

VOID = {"br", "hr", "img", "input", "path"}
IGNORED = {"aria-invalid", "data-prevent-double-click"}
REFERENCES = {"id", "name", "for", "aria-describedby", "aria-labelledby", "href"}


class Outline(HTMLParser):
    """Tags with sorted attributes, and text with its spaces folded, as a list of lines."""

    def __init__(self, html, ignored):
        super().__init__()
        self.lines, self.ignored = [], IGNORED | ignored
        self.names, self.posted = {}, {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        kept = sorted(
            (name, self._renamed(name, value)) for name, value in attrs if name not in self.ignored and value != ""
        )
        self.lines.append((tag, *kept))

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.lines.append(f"/{tag}")

    def handle_data(self, data):
        if data.strip():
            self.lines.append(" ".join(data.split()))

    def _renamed(self, name, value):
        if name == "class":
            return " ".join(sorted(value.split()))
        if name not in REFERENCES:
            return value
        known = self.names if name != "name" else self.posted
        return " ".join(known.setdefault(word.lstrip("#"), f"n{len(known)}") for word in value.split())


def outline(html, component):
    """Where the pages of a pagination are is Django's to say."""
    return Outline(html, {"href"} if component == "pagination" else set()).lines


def template(source, **context):
    return engines["django"].from_string("{% load look %}" + source).render(context)


def text(option):
    return (option or {}).get("text", "")


def size(classes):
    return (classes or "").rpartition("--")[2]


def field(options, form_field, data=None, initial=None):
    """Our rendering of a field with the fixture's label or legend, hint and error."""
    heading = options.get("label") or options.get("fieldset", {}).get("legend", {})
    form_field.label, form_field.help_text, form_field.required = text(heading), text(options.get("hint")), False
    form = type("Form", (LookForm,), {"value": form_field})(
        data=data if options.get("errorMessage") else None, initial={"value": initial}
    )
    if options.get("errorMessage"):
        form.errors["value"] = [text(options["errorMessage"])]
    return template(
        "{% field bound size=size page_heading=heading %}",
        bound=FieldLook(form["value"]),
        size=size(heading.get("classes")),
        heading=heading.get("isPageHeading", False),
    )


def attributes(options, *names):
    found = {
        name: str(options[name]).lower() if options[name] in (True, False) else options[name]
        for name in names
        if name in options
    }
    return found | ({"class": options["classes"]} if "classes" in options else {})


def input_(options):
    widget = forms.TextInput(
        attrs=attributes(options, "autocomplete", "inputmode", "spellcheck", "pattern", "autocapitalize")
    )
    widget.input_type = options.get("type", "text")
    return field(options, forms.CharField(widget=widget), {"value": options.get("value", "")}, options.get("value"))


def textarea(options):
    widget = forms.Textarea(attrs=attributes(options, "autocomplete", "spellcheck", "rows"))
    limit = options.get("maxlength")
    return field(
        options,
        forms.CharField(widget=widget, max_length=limit),
        {"value": options.get("value", "")},
        options.get("value"),
    )


def select(options):
    choices = [(item["value"], item["text"]) for item in options["items"]]
    chosen = options.get("value") or next((item["value"] for item in options["items"] if item.get("selected")), None)
    return field(
        options,
        forms.ChoiceField(choices=choices, widget=forms.Select(attrs=attributes(options))),
        {"value": chosen},
        chosen,
    )


def radios(options):
    field_ = forms.ChoiceField(choices=_choices(options), widget=_options_widget(Radios, options))
    chosen = next(iter(_checked(options)), None)
    return field(options, field_, {"value": chosen}, chosen)


def checkboxes(options):
    field_ = forms.MultipleChoiceField(choices=_choices(options), widget=_options_widget(Checkboxes, options))
    return field(options, field_, {"value": _checked(options)}, _checked(options))


def _choices(options):
    return [(item["value"], item["text"]) for item in options["items"]]


def _options_widget(widget, options):
    return widget(
        attrs=attributes(options), hints={str(item["value"]): text(item.get("hint")) for item in options["items"]}
    )


def _checked(options):
    given = options.get("values") or [options.get("value")]
    return [item["value"] for item in options["items"] if item.get("checked") or item["value"] in given]


def date_input(options):
    return field(options, forms.DateField(widget=DateParts()), {})


def file_upload(options):
    return field(options, forms.FileField(widget=forms.FileInput(attrs=attributes(options))), {})


def button(options):
    kind = "start" if options.get("isStartButton") else size(options.get("classes"))
    plain = {name: options[name] for name in ("href", "name", "value", "type", "id") if name in options}
    return template(
        "{% button text href=href kind=kind name=name value=value type=type|default:'submit' id=id %}",
        **(
            {"href": "", "name": "", "value": "", "type": "", "id": ""}
            | plain
            | {"text": options["text"], "kind": kind}
        ),
    )


def tag(options):
    return template("{% tag text colour %}", text=options["text"], colour=size(options.get("classes")))


def details(options):
    return template(
        "{% details summary open=open %}{{ text }}{% enddetails %}",
        summary=options["summaryText"],
        text=options["text"],
        open=options.get("open", False),
    )


def breadcrumbs(options):
    return template("{% breadcrumbs items %}", items=[(item["text"], item["href"]) for item in options["items"]])


def pagination(options):
    numbers = [item["number"] for item in options["items"] if "number" in item]
    current = next(item["number"] for item in options["items"] if item.get("current"))
    return template("{% pagination page label='Pagination' %}", page=Paginator(range(numbers[-1]), 1).get_page(current))


def summary_list(options):
    def action(item):
        return {"text": item["text"], "href": item["href"], "hidden": item.get("visuallyHiddenText", "")}

    rows = [
        {
            "key": text(row["key"]),
            "value": text(row["value"]),
            "actions": [action(i) for i in row.get("actions", {}).get("items", [])],
        }
        for row in options["rows"]
    ]
    return template("{% summary_list rows classes %}", rows=rows, classes=options.get("classes", ""))


def notification_banner(options):
    return template(
        "{% notification title=title kind=kind heading_id=id %}"
        '<p class="govuk-notification-banner__heading">{{ text }}</p>{% endnotification %}',
        title=options.get("titleText") or ("Success" if options.get("type") == "success" else "Important"),
        kind=options.get("type", ""),
        id=options.get("titleId", "notification-title"),
        text=options["text"],
    )


def error_summary(options):
    errors = [(item.get("href", ""), item["text"]) for item in options["errorList"]]
    return template("{% include 'components/error_summary.html' %}", errors=errors)


COMPONENTS = {
    "button": button,
    "tag": tag,
    "details": details,
    "breadcrumbs": breadcrumbs,
    "pagination": pagination,
    "summary-list": summary_list,
    "notification-banner": notification_banner,
    "error-summary": error_summary,
    "input": input_,
    "textarea": textarea,
    "character-count": textarea,
    "select": select,
    "radios": radios,
    "checkboxes": checkboxes,
    "date-input": date_input,
    "file-upload": file_upload,
}
