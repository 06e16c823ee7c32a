"""How this app and Wagtail's management of users are set up."""

from importlib import import_module

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    name = "people"
    default_auto_field = "django.db.models.BigAutoField"
    default = True

    def ready(self):
        import_module("people.checks")


class PeopleInTheCMSConfig(WagtailUsersAppConfig):
    """In place of "wagtail.users": its pages, our forms."""

    user_viewset = "people.viewsets.PeopleViewSet"
    default = False
