"""Terms of office: the day on which one ends, as the person says; what ends with it, and what is offered before."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from audit.actions import record

from .actions import end_membership, let_one_lead
from .addresses import invite_second
from .models import Membership
from .rules import ENDING_WITHIN


@transaction.atomic
def say(*, membership, term_ends_on, at):
    """None where there is no term, or where it is not known."""
    if membership.term_ends_on != term_ends_on:
        membership.term_ends_on = term_ends_on
        membership.save(update_fields=["term_ends_on"])
        record(name="people.say_term", at=at, actor=membership.user_id, subject=membership.user_id)


@transaction.atomic
def end_due(*, at):
    """On the day after its last a term is over: the person serves there no more, and keeps what they have learnt. Returns how many."""
    today = timezone.localtime(at).date()
    over = Membership.objects.current().filter(term_ends_on__lt=today).select_for_update().order_by("pk")
    for membership in over:
        end_membership(membership, membership.term_ends_on + timedelta(days=1))
        record(name="people.end_term", at=at, subject=membership.user_id)
        let_one_lead(membership.user)
    return len(over)


def invite_before_they_end(*, at):
    """A second address, once for each term and each organisation that ends soon, to whoever has only one."""
    soon = timezone.localtime(at).date() + ENDING_WITHIN
    for membership in Membership.objects.ending_by(soon).select_related("user", "organisation"):
        if membership.term_ends_on and membership.term_ends_on <= soon:
            occasion = f"term:{membership.pk}:{membership.term_ends_on}"
        else:
            occasion = f"organisation:{membership.pk}:{membership.organisation.ends_on}"
        invite_second(user=membership.user, occasion=occasion, at=at)
