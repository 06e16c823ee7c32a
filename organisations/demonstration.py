"""The demonstration's organisations: visibly fictional, of every region, type and tier, as data/fictional_organisations.csv lists them."""

import csv
from dataclasses import dataclass

from .actions import add_domain
from .importing import FOLDER
from .models import Organisation, Region

FILE = FOLDER / "fictional_organisations.csv"


@dataclass(frozen=True)
class Invented:
    """An organisation, how many of the invented crowd serve it, and how many of each kind of leader there are among so many."""

    organisation: Organisation
    people: int
    sends: dict[str, int]


def make(*, at) -> dict[str, Invented]:
    """Idempotent. By slug; a combined authority stands before those that belong to it."""
    found = {}
    with FILE.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["slug"]] = Invented(_organisation(row, found, at), int(row["people"]), _weights(row["sends"]))
    return found


def _weights(text):
    """Of `senior_manager 5|councillor 3`."""
    return {kind: int(weight) for kind, weight in (part.split() for part in text.split("|"))}


def _organisation(row, known, at):
    region, _ = Region.objects.get_or_create(code=row["region_code"], defaults={"name": row["region"]})
    authority = known.get(row["combined_authority"])
    facts = {name: row[name] for name in ("name", "short_name", "kind", "tier")}
    facts |= {"region": region, "combined_authority": authority and authority.organisation, "is_fictional": True}
    organisation, _ = Organisation.objects.update_or_create(slug=row["slug"], defaults=facts)
    for domain in row["domains"].split("|"):
        add_domain(organisation=organisation, domain=domain, at=at)
    return organisation
