"""Every model that points at a person is in its app's register of personal data, with purpose, basis and retention."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.contrib.auth import get_user_model

from tests.house.floors import apps_on_disk

# People answers for what stands below it and still knows whom it is about: allauth's models, and the address of a message.
OURS = ("account", "mfa", "usersessions", "socialaccount", "mail")


def about_a_person(models) -> set[str]:
    """Labels of the models with a foreign key or one-to-one to the user, and of the user itself."""
    user = get_user_model()
    return {
        model._meta.label
        for model in models
        if model is user or any(field.related_model is user for field in model._meta.local_fields)
    }


def registered() -> list:
    found = [app for app in sorted(apps_on_disk()) if find_spec(f"{app}.privacy")]
    return [entry for app in found for entry in import_module(f"{app}.privacy").REGISTER]


def models_of_ours():
    return [model for model in apps.get_models() if model._meta.app_label in apps_on_disk() | set(OURS)]


def test_every_model_with_a_person_is_in_a_register():
    assert about_a_person(models_of_ours()) - {entry.model for entry in registered()} == set()


def test_every_entry_names_a_field_that_exists_and_answers_every_question():
    for entry in registered():
        model = apps.get_model(entry.model)
        assert entry.field == "*" or model._meta.get_field(entry.field)
        assert entry.purpose
        assert entry.basis
        assert entry.retention


def test_an_app_registers_only_its_own_models_and_people_those_of_signing_in():
    for app in sorted(apps_on_disk()):
        if find_spec(f"{app}.privacy"):
            labels = {entry.model.split(".")[0] for entry in import_module(f"{app}.privacy").REGISTER}
            assert labels <= ({app, *OURS} if app == "people" else {app})


def test_a_model_left_out_would_be_found():
    assert "people.Membership" in about_a_person(models_of_ours())
    assert "organisations.Organisation" not in about_a_person(models_of_ours())
