"""Hears people below."""

from django.dispatch import receiver

from people.signals import membership_counted, people_merged

from . import actions, merging


@receiver(membership_counted)
def organisation_was_confirmed(sender, membership, **kwargs):
    actions.settle_organisation(membership=membership)


@receiver(people_merged)
def accounts_became_one(sender, kept, merged, **kwargs):
    merging.unite(kept=kept, merged=merged)
