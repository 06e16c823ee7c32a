"""Hears people below."""

from django.dispatch import receiver

from people.signals import people_merged

from .models import Subscription


@receiver(people_merged)
def accounts_became_one(sender, kept, merged, **kwargs):
    """An account with duties is never merged into another, so none of these is still sent."""
    Subscription.objects.filter(person=merged).delete()
