"""Hears people below."""

from django.dispatch import receiver

from people.signals import people_merged

from . import merging


@receiver(people_merged)
def accounts_became_one(sender, kept, merged, **kwargs):
    merging.unite(kept=kept, merged=merged)
