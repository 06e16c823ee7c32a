"""What must hold before this serves: personal data is declared, and production holds no invented people."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import DatabaseError

from . import secrecy
from .models import User
from .privacy import whole_register


@register("start")
def field_keys(app_configs, **kwargs):
    """A key that is none would be noticed only by the first learner who writes something private."""
    wrong = "" if settings.DEVELOPMENT else secrecy.wrong_key()
    return [Error(wrong, hint=".env.example says how to make a key.", id="people.E002")] if wrong else []


@register
def every_model_with_a_person_is_declared(app_configs, **kwargs):
    """A warning, so that one can work in between; `check --fail-level WARNING` stops the build."""
    declared = {entry.model.lower() for entry in whole_register()}
    return [
        Warning(
            f"{model._meta.label} points at a person and is in no privacy register.",
            hint=f"Add a PersonalField for it to {model._meta.app_config.name}/privacy.py, and to export() and erase() there.",
            id="people.W001",
        )
        for model in apps.get_models()
        if _points_at_a_person(model) and model._meta.label_lower not in declared and not _is_outside(model)
    ]


def _points_at_a_person(model):
    """By a field of its own: what every page inherits is Wagtail's."""
    return any(field.related_model is User for field in model._meta.local_fields)


def _is_outside(model):
    """Wagtail's own tables are about editors at work; people.privacy speaks of them as a whole."""
    return model.__module__.startswith(("wagtail.", "django.", "taggit."))


@register(Tags.database)
def no_invented_people_in_production(app_configs, databases, **kwargs):
    if settings.DEVELOPMENT or settings.DEMONSTRATION or not databases:
        return []
    try:
        invented = User.objects.filter(is_demonstration=True).exists()
    except DatabaseError:  # before the first migration
        return []
    return [
        Error(
            "This database holds demonstration people.",
            hint="Production starts from an empty database.",
            id="people.E001",
        )
    ] * invented
