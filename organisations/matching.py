"""From an email address, or from words, to organisations. An address shows affiliation, never what somebody does there."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.text import slugify

from .models import EmailDomain, Organisation

# Under these anybody may hold a name, so none of them says where a person serves.
PUBLIC_SUFFIXES = {
    "gov.uk",
    "police.uk",
    "nhs.uk",
    "nhs.net",
    "ac.uk",
    "sch.uk",
    "mod.uk",
    "parliament.uk",
    "gov.wales",
    "gov.scot",
}
TRADE_SUFFIXES = {
    "uk",
    "co.uk",
    "org.uk",
    "me.uk",
    "ltd.uk",
    "plc.uk",
    "net.uk",
    "com",
    "org",
    "net",
    "info",
    "biz",
    "eu",
    "example",
}
MAILBOXES = {
    *(
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "hotmail.co.uk",
        "live.co.uk",
        "live.com",
        "yahoo.com",
        "yahoo.co.uk",
    ),
    *("icloud.com", "me.com", "btinternet.com", "aol.com", "sky.com", "proton.me", "protonmail.com", "gmx.com"),
}
GENERIC_SUFFIXES = frozenset(PUBLIC_SUFFIXES | TRADE_SUFFIXES | MAILBOXES)
LONGEST_DOMAIN = 253


@dataclass(frozen=True)
class Match:
    """What an address points at. Several organisations share the domain, or succeeded its owner: the person chooses."""

    domain: str = ""
    organisations: tuple[Organisation, ...] = ()
    status: str = ""

    @property
    def organisation(self):
        return self.organisations[0] if len(self.organisations) == 1 else None


def domain_of(address):
    """The domain of an address, or a bare domain, as it is stored: lower case, IDN in ASCII, no trailing dot. "" where it cannot be one."""
    domain = address.rpartition("@")[2].strip().rstrip(".").lower()
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    fits = len(domain) <= LONGEST_DOMAIN and all(0 < len(label) <= 63 for label in domain.split("."))
    return domain if fits and set(domain) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-") else ""


def is_specific(domain):
    """Whether a domain can belong to one organisation."""
    return "." in domain and domain not in GENERIC_SUFFIXES


def match(address, on):
    """The organisations on a day behind an address: by its domain, else by the nearest parent domain that is known."""
    domain = domain_of(address)
    rows = EmailDomain.objects.filter(domain__in=_itself_and_parents(domain)).select_related("organisation")
    if not rows:
        return Match(domain)
    nearest = max((row.domain for row in rows), key=len)
    rows = [row for row in rows if row.domain == nearest]
    found = {organisation for row in rows for organisation in successors_of(row.organisation, on)}
    return Match(domain, tuple(sorted(found, key=lambda o: o.name)), rows[0].status)


def _itself_and_parents(domain):
    labels = domain.split(".")
    return [parent for parent in (".".join(labels[start:]) for start in range(len(labels))) if is_specific(parent)]


def successors_of(organisation, on):
    """Who does its work on a day: itself while it exists, otherwise its successors, and theirs."""
    if organisation.ends_on is None or organisation.ends_on > on:
        return {organisation}
    heirs = Organisation.objects.filter(inheritances__predecessor=organisation)
    return {last for heir in heirs for last in successors_of(heir, on)}


def search(words, on):
    """Organisations that exist on a day and whose name, or a predecessor's, holds every word: "Allerdale" finds Cumberland."""
    named = before = Q()
    for word in words.replace("\0", " ").split()[:8]:
        slug = slugify(word)
        if not slug or slug == "and":
            continue
        named &= Q(name__icontains=word) | Q(slug__icontains=slug)
        before &= Q(inheritances__predecessor__name__icontains=word) | Q(
            inheritances__predecessor__slug__icontains=slug
        )
    if not named:
        return Organisation.objects.none()
    return Organisation.objects.existing_on(on).filter(named | before).distinct()
