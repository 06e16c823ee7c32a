"""What stands in a release: the tables of a frozen month as plain values, made once, and shown as tables again. Never a ranking."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime

from declaration.audiences import AUDIENCES

from .definitions import DEFINITIONS, label, status
from .figures import Column, Number, Row, Table
from .method import METHOD, ROUNDED
from .models import FrozenFigure, Place
from .overview import HEADLINES
from .questions import QUESTIONS, Cut
from .snapshots import frozen_with

MONTHS = 12  # in the table of months
BY_MONTH = ("months", "activity", "coverage-by-month")
TABLES = (
    "coverage", "coverage-by-type", "coverage-by-audience", "coverage-by-principle", *BY_MONTH, "regions", "types", "tiers",
    "authorities", "audiences", "principles", "modules", "organisations",
)  # fmt: skip
PLACES = {
    Place.REGION: "regions",
    Place.TYPE: "types",
    Place.TIER: "tiers",
    Place.AUTHORITY: "authorities",
    Place.ORGANISATION: "organisations",
}
NAMED_FROM = 10  # registered people, for an organisation to be named


@dataclass(frozen=True)
class Content:
    """A release as it is read: what was frozen, in the shapes that the templates of figures know."""

    month: date
    as_at: datetime
    status: str
    tables: dict[str, Table]
    summaries: dict[str, str]
    definitions: list[dict]
    method: list[list[str]]

    @property
    def headlines(self):
        """[(title, number, of)] for the head of the page: councils of those that exist, and people."""
        titles = {definition["code"]: definition["title"] for definition in self.definitions}
        found = {
            column.measure: number
            for table in (self.tables["coverage"], self.tables["regions"])
            for column, number in zip(table.columns, table.total.numbers, strict=True)
        }
        return [(titles[code], found[code], found.get(of)) for code, of in HEADLINES if code in found]


def made_of(snapshot):
    """The frozen content, as JSON can hold it."""
    frozen = frozen_with(snapshot)
    source = FrozenFigure.objects.filter(snapshot__in=frozen.values())
    tables = [_table(slug, snapshot.month, min(list(frozen)[-MONTHS:]), source) for slug in TABLES]
    content = {
        "month": snapshot.month,
        "as_at": snapshot.as_at,
        "status": status(released=True),
        "tables": tables,
        "places": _places(tables),
        "audiences": {audience.code: audience.title for audience in AUDIENCES},
        "definitions": [asdict(definition) for definition in DEFINITIONS],
        "method": [("About these figures", label(released=True)), ("Sums", ROUNDED), *METHOD],
    }
    return json.loads(json.dumps(content, default=_plain))


def _table(slug, month, first, source):
    question = QUESTIONS[slug]
    table = question.ask(Cut(first if slug in BY_MONTH else month, month), source)
    rows = [row for row in table.rows if slug != "organisations" or _may_be_named(table, row)]
    return {
        "slug": slug,
        "title": table.title,
        "summary": question.summary,
        "head": table.head,
        "columns": [{"key": c.key, "title": c.title, "measure": c.measure, "month": c.month} for c in table.columns],
        "rows": [_row(row) for row in rows],
        "total": table.total and _row(table.total),
    }


def _may_be_named(table, row):
    """An organisation stands by name only with its own number of people, and from ten of them."""
    registered = [
        number.value for column, number in zip(table.columns, row.numbers, strict=True) if column.key == "registered"
    ]
    return bool(registered) and registered[0] is not None and registered[0] >= NAMED_FROM


def _places(tables):
    """{kind: {code: name}} of every place that may be named: those in a table, with the one succeeded by others for itself."""
    rows = {table["slug"]: {row["key"]: row["label"] for row in table["rows"]} for table in tables}
    named = {kind.value: rows[slug] for kind, slug in PLACES.items() if slug in rows}
    return named | {Place.SUCCESSOR.value: named[Place.ORGANISATION.value]}


def _row(row):
    return {"key": row.key, "label": row.label, "numbers": [[number.value, number.unit] for number in row.numbers]}


def _plain(value):
    """Days and times; every text that JSON does not know is one."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def digest_of(content):
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def read(content):
    return Content(
        month=date.fromisoformat(content["month"]),
        as_at=datetime.fromisoformat(content["as_at"]),
        status=content["status"],
        tables={table["slug"]: _read_table(table) for table in content["tables"]},
        summaries={table["slug"]: table["summary"] for table in content["tables"]},
        definitions=content["definitions"],
        method=content["method"],
    )


def _read_table(table):
    columns = tuple(Column(c["key"], c["measure"], c["title"]) for c in table["columns"])
    rows = tuple(_read_row(row) for row in table["rows"])
    return Table(table["title"], table["head"], columns, rows, table["total"] and _read_row(table["total"]))


def _read_row(row):
    return Row(row["key"], row["label"], tuple(Number(value, unit) for value, unit in row["numbers"]))
