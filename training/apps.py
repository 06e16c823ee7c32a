"""Finds each app's listeners, messages and privacy register once all models are loaded."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TrainingConfig(AppConfig):
    name = "training"

    def ready(self):
        autodiscover_modules("listeners", "messages", "privacy")
