"""Forms in the house look: what leads from the error summary to the field, and what the widgets carry."""

from datetime import date

from django import forms
from django.template import engines

from look.fields import FieldLook, error_links
from look.forms import LookForm
from look.widgets import DateParts, Radios

from .examples import ExampleForm


class StepForm(LookForm):
    by = forms.DateField(widget=DateParts)
    audience = forms.ChoiceField(choices=[("a", "A"), ("other", "Other")], widget=Radios(reveals={"other": "which"}))
    which = forms.CharField(required=False)


def template(source, **context):
    return engines["django"].from_string("{% load look %}" + source).render(context)


def test_an_error_links_to_the_first_radio_the_day_and_the_input():
    links = dict(error_links(ExampleForm({})))
    assert {"#id_audience_0", "#id_topics_0", "#id_by-day", "#id_email", "#id_agree"} <= set(links)
    assert links["#id_by-day"] == "This field is required."


def test_every_link_of_the_summary_finds_its_field():
    form = ExampleForm({})
    html = template("{% error_summary form %}{% fields form %}", form=form)
    assert all(f'id="{href[1:]}"' in html for href, _ in error_links(form))


def test_no_summary_before_anything_is_sent():
    assert template("{% error_summary form missing %}", form=ExampleForm()).strip() == ""


def test_an_error_of_the_whole_form_is_in_the_summary_without_a_link():
    form = StepForm({})
    form.add_error(None, "That has been answered already")
    assert ("", "That has been answered already") in error_links(form)


def test_the_browser_never_speaks_before_the_summary():
    assert " required" not in str(ExampleForm())


def test_a_date_is_read_from_its_three_boxes():
    form = StepForm({"by-day": "27", "by-month": "3", "by-year": "2027", "audience": "a"})
    assert form.is_valid()
    assert form.cleaned_data["by"] == date(2027, 3, 27)


def test_a_date_that_does_not_exist_is_shown_again_as_it_was_typed():
    form = StepForm({"by-day": "31", "by-month": "2", "by-year": "2027", "audience": "a"})
    assert not form.is_valid()
    assert [part["value"] for part in FieldLook(form["by"]).date_parts] == ["31", "2", "2027"]


def test_a_known_date_fills_the_boxes():
    html = str(StepForm(initial={"by": date(2027, 3, 27)}))
    assert 'name="by-day" type="text" inputmode="numeric" value="27"' in html


def test_a_revealed_field_stands_once_beneath_its_option():
    html = str(StepForm())
    assert html.count('name="which"') == 1
    assert html.index("govuk-radios__conditional") < html.index('name="which"')


def test_a_hidden_field_stays_hidden():
    assert '<input type="hidden" name="step" value="1" id="id_step">' in str(ExampleForm())


def test_djangos_own_forms_are_left_alone():
    plain = type("Plain", (forms.Form,), {"name": forms.CharField()})
    assert "govuk" not in str(plain())
