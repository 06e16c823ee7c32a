from django.apps import AppConfig


class DeclarationConfig(AppConfig):
    name = "declaration"
    default_auto_field = "django.db.models.BigAutoField"
