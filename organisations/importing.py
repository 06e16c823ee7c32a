"""The real list, from the files in data/ to the database. All or nothing, idempotent, and every bad row is named with its file and line."""

import csv
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from . import actions, matching
from .models import DomainStatus, EmailDomain, Kind, Organisation, Region

FOLDER = Path(__file__).parent / "data"
KINDS = {
    "NMD": Kind.DISTRICT,
    "CTY": Kind.COUNTY,
    "UA": Kind.UNITARY,
    "MD": Kind.METROPOLITAN,
    "LBO": Kind.LONDON,
    "CC": Kind.CITY,
    "SRA": Kind.GREATER_LONDON,
    "COMB": Kind.COMBINED,
    "CCA": Kind.COMBINED,
}


@dataclass
class Report:
    """How many rows of each kind were created, changed, or left as they were."""

    created: Counter = field(default_factory=Counter)
    changed: Counter = field(default_factory=Counter)
    left: Counter = field(default_factory=Counter)

    def lines(self):
        for what in sorted({*self.created, *self.changed, *self.left}):
            yield f"{what}: {self.created[what]} created, {self.changed[what]} changed, {self.left[what]} left as they were"


class ImportRefused(Exception):
    """Nothing was loaded. `problems` are sentences that begin with file and line."""

    def __init__(self, problems):
        super().__init__("\n".join(problems))
        self.problems = problems


def import_organisations(folder=FOLDER, *, at):
    """Loads regions, organisations, successions and domains. A blank in a file never empties what an administrator filled."""
    load = _Load(Path(folder))
    with transaction.atomic():
        load.all()
        if load.problems:
            raise ImportRefused(load.problems)
        actions.take_effect(at=at)
    return load.report


class _Load:
    """One run: what it has seen so far, and what was wrong."""

    def __init__(self, folder):
        self.folder = folder
        self.report = Report()
        self.problems = []
        self.regions = {}
        self.organisations = {o.slug: o for o in Organisation.objects.all()}
        self.codes = {}

    def all(self):
        self._each("regions_england.csv", self._region)
        self._each("local_authorities_england.csv", self._current)
        self._each("local_authorities_england.csv", self._links)
        self._each("local_authorities_england_former.csv", self._former)
        self._each("local_authorities_england_former.csv", self._former_successors)
        self._each("local_authorities_england_future.csv", self._future)
        self.domains = {(d.domain, d.organisation_id): d for d in EmailDomain.objects.all()}
        self._each("local_authority_email_domains.csv", self._domain)

    def _each(self, name, load_row):
        try:
            with (self.folder / name).open(newline="", encoding="utf-8-sig") as file:
                for line, row in enumerate(csv.DictReader(file), start=2):
                    with self._naming(name, line):
                        load_row(row)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            self.problems.append(f"{name}: cannot be read ({error})")

    @contextmanager
    def _naming(self, name, line):
        try:
            yield
        except KeyError as error:
            self.problems.append(f"{name}, line {line}: there is no {error.args[0]!r}")
        except ValidationError as error:
            self.problems.extend(
                f"{name}, line {line}: {field} {' '.join(said)}" for field, said in error.message_dict.items()
            )
        except (ValueError, AttributeError, TypeError) as error:
            self.problems.append(f"{name}, line {line}: {error}")

    def _region(self, row):
        region = Region.objects.filter(code=row["region_code"]).first() or Region(code=row["region_code"])
        self._store("regions", region, name=row["region"])
        self.regions[region.name] = region

    def _current(self, row):
        self._organisation(
            row["slug"],
            gss_code=row["gss_code"],
            former_gss_codes=[code for code in row["former_gss_codes"].split(",") if code],
            name=row["name"],
            short_name=row["nice_name"],
            kind=KINDS[row["type_code"]],
            tier=row["tier"],
            region=self.regions[row["region"]],
            starts_on=_day(row["start_date"]),
            ends_on=_first_day_without(row["end_date"]),
            website=row["website"],
        )
        self.codes[row["code"]] = row["slug"]

    def _links(self, row):
        links = {}
        for column, name in (("county_code", "county"), ("combined_authority_code", "combined_authority")):
            if row[column]:
                links[name] = self.organisations[self.codes[row[column]]]
        self._store("", self.organisations[row["slug"]], **links)

    def _former(self, row):
        successors = self._named(row["replaced_by_slugs"], self.organisations, missing_ok=True)
        self._organisation(
            slugify(row["name"]),
            gss_code=row["gss_code"],
            name=row["name"],
            short_name=row["nice_name"],
            kind=KINDS[row["type_code"]],
            region=self.regions[row["region"]] if row["region"] else next((s.region for s in successors), None),
            ends_on=_first_day_without(row["end_date"]),
        )
        self.codes[row["code"]] = slugify(row["name"])

    def _former_successors(self, row):
        successors = [self.organisations[self.codes[code]] for code in row["replaced_by_codes"].split("|")]
        self._succession([self.organisations[slugify(row["name"])]], successors, _first_day_without(row["end_date"]))

    def _future(self, row):
        starts_on = _day(row["start_date"])
        successor = self._organisation(
            row["slug"],
            gss_code=row["gss_code"],
            name=row["name"],
            short_name=row["nice_name"],
            kind=Kind.UNITARY,
            tier="single",
            region=self.regions[row["region"]],
            starts_on=starts_on,
        )
        self._succession(self._named(row["predecessor_slugs"], self.organisations), [successor], starts_on)

    def _domain(self, row):
        organisation = self.organisations[row["slug"]]
        domain = matching.domain_of(row["domain"])
        if not matching.is_specific(domain):
            raise ValueError(f"{row['domain']!r} is not a domain that can belong to one organisation")
        known = self.domains.get((domain, organisation.pk)) or EmailDomain(domain=domain, organisation=organisation)
        status = DomainStatus.LEGACY if row["status"].startswith("legacy") else DomainStatus(row["status"])
        self._store("email domains", known, status=status, source=row["source"])
        self.domains[domain, organisation.pk] = known

    def _organisation(self, slug, **values):
        organisation = self.organisations.get(slug) or Organisation(slug=slug)
        self._store("organisations", organisation, **values)
        self.organisations[slug] = organisation
        return organisation

    def _succession(self, predecessors, successors, on_date):
        new = actions.announce(predecessors=predecessors, successors=successors, on_date=on_date)
        self.report.created["successions"] += new
        self.report.left["successions"] += len(predecessors) * len(successors) - new

    def _named(self, slugs, known, *, missing_ok=False):
        return [known[slug] for slug in slugs.split("|") if slug in known or not missing_ok]

    def _store(self, what, thing, **values):
        """Saves where a value of the file differs; a second row of the same thing (`what` is "") is not counted again."""
        is_new = thing._state.adding
        changes = {
            name: value
            for name, value in values.items()
            if value not in ("", None, []) and value != getattr(thing, name)
        }
        for name, value in changes.items():
            setattr(thing, name, value)
        if is_new or changes:
            # What it points at was looked up a moment ago: asking the database again would double the time.
            thing.clean_fields(exclude=[f.name for f in thing._meta.fields if f.is_relation])
            thing.save()
        if what:
            tally = self.report.created if is_new else self.report.changed if changes else self.report.left
            tally[what] += 1


def _day(text):
    return date.fromisoformat(text) if text else None


def _first_day_without(text):
    """The sources give the last day (31 March) or the first day without (1 April); every change in England falls between the two."""
    day = _day(text)
    return day + timedelta(days=1) if day and (day.month, day.day) == (3, 31) else day
