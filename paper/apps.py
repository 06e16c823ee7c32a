from importlib import import_module

from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "paper"

    def ready(self):
        import_module("paper.checks")
