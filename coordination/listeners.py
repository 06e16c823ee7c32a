"""What coordination hears: an organisation is succeeded, a coordinator comes or goes."""

from django.dispatch import receiver

from mail.pauses import register as ask_about_pauses
from organisations.signals import organisation_succeeded
from people.signals import coordinators_changed, people_merged

from . import actions, merging, pauses

ask_about_pauses(pauses.last_day)


@receiver(organisation_succeeded)
def on_succession(sender, predecessor, successors, at, **kwargs):
    actions.follow_succession(predecessor=predecessor, successors=successors, at=at)


@receiver(coordinators_changed)
def on_change_of_coordinators(sender, grant, by, at, **kwargs):
    """A merger moves every grant at once, and tells nobody of themselves."""
    if by is not None:
        actions.tell_coordinators(grant=grant, at=at)


@receiver(people_merged)
def accounts_became_one(sender, kept, merged, **kwargs):
    merging.unite(kept=kept, merged=merged)
