"""Open data of a release: every cell and every table as CSV, and a Frictionless Data Package that describes them."""

import hashlib
import json
from dataclasses import dataclass
from itertools import islice

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from look.spreadsheets import Sheet, csv_chunks

from .exporting import SPECIMEN
from .figures import NO_PERCENTAGE
from .method import WITHHELD
from .models import FrozenFigure, Place
from .publication import read

BY_NAME = (Place.ORGANISATION, Place.SUCCESSOR)
MISSING = [WITHHELD, NO_PERCENTAGE]
LICENCE = {
    "name": "OGL-UK-3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "title": "Open Government Licence v3.0",
}
CELLS = {
    "month": "The month, by its first day.",
    "measure": "What is counted: a code of definitions.csv.",
    "place_kind": "Empty for England; else what sort of place it is.",
    "place": "The code of the place.",
    "place_name": "Its name.",
    "audience": "The kind of leader; empty for all.",
    "subject": "A principle, module or course; empty for all.",
    "value": "The number, rounded. A combination that is not listed is nought, or of a group too small to say so.",
}


@dataclass(frozen=True)
class File:
    """A file of the package; `fields`: [(name, type, title)]."""

    name: str
    title: str
    content: bytes
    fields: list

    @property
    def resource(self):
        schema = {
            "fields": [{"name": name, "type": kind, "title": title} for name, kind, title in self.fields],
            "missingValues": ["", *MISSING],
        }
        return {
            "name": self.name.removesuffix(".csv"),
            "path": self.name,
            "title": self.title,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": len(self.content),
            "hash": f"sha256:{hashlib.sha256(self.content).hexdigest()}",
            "schema": schema,
        }


def files(release):
    """{name: File}. Made of what is frozen, so that they are the same bytes every time."""
    content = read(release.content)
    made = [
        _cells(release),
        _definitions(content, release.content["audiences"]),
        *(_table(slug, table) for slug, table in content.tables.items()),
    ]
    return {file.name: file for file in made}


def package(release, files):
    """The description, by which a program knows every column: Frictionless Data Package, profile 1."""
    address = settings.SITE_URL + reverse("published:release", args=[f"{release.month:%Y-%m}", release.version])
    described = {
        "profile": "tabular-data-package",
        "name": f"training-figures-{release.month:%Y-%m}",
        "title": f"Local Digital Declaration training: figures for {release.month:%B %Y}",
        "description": _description(release),
        "homepage": address,
        "version": f"{release.version}.0.0",
        "created": timezone.localtime(release.published_at or release.drafted_at).isoformat(timespec="seconds"),
        "licenses": [LICENCE],
        "sources": [{"title": "Records of the training platform", "path": address}],
        "keywords": ["local government", "digital", "training", "England"],
        "resources": [file.resource for file in files.values()],
    }
    return json.dumps(described, indent=2, ensure_ascii=False).encode() + b"\n"


def _description(release):
    words = [read(release.content).status + "."]
    if settings.DEMONSTRATION:
        words.append(SPECIMEN)
    if release.snapshot.note:
        words.append(f"Correction: {release.snapshot.note}")
    return " ".join([*words, *(f"{title}: {text}" for title, text in release.content["method"])])


def _csv(headings, rows):
    """Without the byte order mark, which programs would take for part of the first name."""
    return b"".join(islice(csv_chunks(Sheet("", headings, rows)), 1, None))


def _cells(release):
    """Organisations that the release does not name are left out, whatever is frozen of them."""
    places = release.content["places"]
    fields = ("measure", "place_kind", "place", "audience", "subject", "value")
    shown = FrozenFigure.objects.filter(snapshot=release.snapshot_id).order_by(*fields[:5]).values_list(*fields)
    rows = (
        (release.month, measure, kind, place, places.get(kind, {}).get(place, ""), audience, subject, _said(value))
        for measure, kind, place, audience, subject, value in shown.iterator(chunk_size=5000)
        if kind not in BY_NAME or place in places[kind]
    )
    types = {"month": "date", "value": "integer"}
    described = [(name, types.get(name, "string"), title) for name, title in CELLS.items()]
    return File("figures.csv", "Every figure of the month", _csv(tuple(CELLS), rows), described)


def _definitions(content, audiences):
    fields = ("code", "title", "definition", "source", "caveats", "changed_on")
    rows = [[each[field] for field in fields] for each in content.definitions]
    rows += [[f"audience:{code}", title, "A kind of leader.", "", "", ""] for code, title in audiences.items()]
    described = [(field, "date" if field == "changed_on" else "string", field.replace("_", " ")) for field in fields]
    return File("definitions.csv", "What is counted", _csv(fields, rows), described)


def _table(slug, table):
    rows = [*table.rows, *([table.total] if table.total else [])]
    fields = [("key", "string", "Code"), ("label", "string", table.head)]
    fields += [(column.key, "integer", column.title) for column in table.columns]
    lines = ([row.key, row.label, *(number.plain for number in row.numbers)] for row in rows)
    return File(f"{slug}.csv", table.title, _csv(tuple(name for name, _, _ in fields), lines), fields)


def _said(value):
    return WITHHELD if value is None else value
