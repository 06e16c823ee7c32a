"""Forms that render themselves as GOV.UK components.

Chosen form by form: one renderer for all would reach into Wagtail's editor.
"""

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import TemplateDoesNotExist
from django.template.loader import get_template


class LookRenderer(DjangoTemplates):
    """Finds our templates where pages find theirs, and Django's packaged ones for the bare inputs."""

    form_template_name = "components/form.html"
    field_template_name = "components/as_field_group.html"

    def get_template(self, template_name):
        try:
            return get_template(template_name)
        except TemplateDoesNotExist:
            return super().get_template(template_name)


class LookFormMixin:
    """`use_required_attribute` is off so that the browser leaves telling what is missing to the error summary."""

    default_renderer = LookRenderer
    template_name = "components/form.html"
    use_required_attribute = False
    error_css_class = "govuk-form-group--error"


class LookForm(LookFormMixin, forms.Form):
    """A plain form in the house look; for a model form put `LookFormMixin` first among the bases."""
