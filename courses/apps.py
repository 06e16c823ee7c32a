"""What is taught: pages, questions, editions, and the rules that they keep."""

from importlib import import_module

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import_module("courses.approving").ask_before_approving()
