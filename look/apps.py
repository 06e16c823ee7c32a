"""The look of every page: forms and template tags in the manner of the GOV.UK Design System. No models, no domain."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "look"
