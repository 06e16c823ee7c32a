"""What changes organisations: one succeeds another, a domain is added. `by` is a person's opaque id, or None for the system."""

from django.db import transaction
from django.utils import timezone

from audit.actions import record

from . import matching
from .models import DomainStatus, EmailDomain, Succession
from .signals import organisation_succeeded


class NotAnOrganisationsDomain(ValueError):
    """Anybody can hold an address there, or it is no domain at all."""


@transaction.atomic
def succeed(*, predecessors, successors, on_date, at, by=None):
    """A merger, or with several successors a split. A day in the future is kept and takes effect when it comes."""
    announce(predecessors=predecessors, successors=successors, on_date=on_date)
    record(
        name="organisations.succeed",
        at=at,
        actor=by,
        predecessors=[o.slug for o in predecessors],
        successors=[o.slug for o in successors],
        on=on_date.isoformat(),
    )
    take_effect(at=at)


@transaction.atomic
def announce(*, predecessors, successors, on_date):
    """Writes a succession down. Returns how many rows are new; whoever keeps people hears of it from `take_effect`."""
    new = 0
    for predecessor in predecessors:
        if predecessor.ends_on != on_date:
            predecessor.ends_on = on_date
            predecessor.save(update_fields=["ends_on"])
        for successor in successors:
            pair = {"predecessor": predecessor, "successor": successor}
            new += Succession.objects.get_or_create(**pair, defaults={"on_date": on_date})[1]
    return new


@transaction.atomic
def take_effect(*, at):
    """Tells the upper apps, once, of every predecessor whose day has come; all its successors are told together."""
    day = timezone.localtime(at).date()
    due = Succession.objects.due(day).select_for_update().select_related("predecessor", "successor")
    told = {}
    for succession in due:
        told.setdefault(succession.predecessor, []).append(succession)
    for predecessor, successions in told.items():
        organisation_succeeded.send(
            sender=Succession,
            predecessor=predecessor,
            successors=[s.successor for s in successions],
            on_date=successions[0].on_date,
            at=at,
        )
    Succession.objects.filter(pk__in=[s.pk for s in due]).update(effected_at=at)
    return len(told)


@transaction.atomic
def add_domain(*, organisation, domain, at, by=None, status=DomainStatus.CURRENT):
    """An address at `domain` points at `organisation` from now on, beside whoever has the domain already."""
    domain = matching.domain_of(domain)
    if not matching.is_specific(domain):
        raise NotAnOrganisationsDomain(domain)
    row, is_new = EmailDomain.objects.get_or_create(
        domain=domain, organisation=organisation, defaults={"status": status, "source": "administrator"}
    )
    if is_new:
        record(name="organisations.add_domain", at=at, actor=by, subject=organisation.slug, domain=domain)
    return row
