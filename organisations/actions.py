"""What changes organisations: one succeeds another, a domain is added. `by` is a person's opaque id, or None for the system."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from audit.actions import record

from . import matching
from .models import DomainStatus, EmailDomain, Organisation, Succession
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
    """Writes a succession down, or that its day was moved. Returns how many rows are new; whoever keeps people hears of it from
    `take_effect`, and once."""
    new = 0
    for predecessor in predecessors:
        if predecessor.ends_on != on_date:
            predecessor.ends_on = on_date
            predecessor.save(update_fields=["ends_on"])
        for successor in successors:
            pair = {"predecessor": predecessor, "successor": successor}
            succession, is_new = Succession.objects.get_or_create(**pair, defaults={"on_date": on_date})
            new += is_new
            if succession.on_date != on_date:
                succession.on_date = on_date
                succession.save(update_fields=["on_date"])
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


@transaction.atomic
def describe(*, organisation, at, by=None, **facts):
    """Adds an organisation, or changes what is said of one. Its slug is made once, from its name."""
    event = "organisations.change" if organisation.pk else "organisations.add"
    for name, value in facts.items():
        setattr(organisation, name, value)
    organisation.slug = organisation.slug or _free_slug(organisation.name)
    organisation.save()
    record(name=event, at=at, actor=by, subject=organisation.slug)
    return organisation


def _free_slug(name):
    wanted = slugify(name)[:70] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return wanted if wanted not in taken else next(s for n in range(2, 10_000) if (s := f"{wanted}-{n}") not in taken)


@transaction.atomic
def set_domains(*, organisation, domains, at, by=None):
    """These domains and no others point at an organisation. Who shares one keeps it."""
    for row in organisation.email_domains.exclude(domain__in=domains):
        record(name="organisations.remove_domain", at=at, actor=by, subject=organisation.slug, domain=row.domain)
        row.delete()
    known = set(organisation.email_domains.values_list("domain", flat=True))
    for domain in sorted(set(domains) - known):
        add_domain(organisation=organisation, domain=domain, at=at, by=by)
