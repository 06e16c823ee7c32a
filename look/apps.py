"""The look of every page: forms and template tags in the manner of the GOV.UK Design System. No models, no domain."""

from importlib import import_module

from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "look"

    def ready(self):
        import_module("look.guarding").guard_exports()
