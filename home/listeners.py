"""Hears the end of a migration: what staff may do follows the code, on every installation that has its pages."""

from django.apps import apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from .groups import set_up
from .models import HomePage


@receiver(post_migrate, sender=apps.get_app_config("home"))
def permissions_follow(sender, **kwargs):
    home = HomePage.objects.first()
    if home:
        set_up(home)
