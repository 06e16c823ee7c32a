"""The shapes of the answers, as OpenAPI describes them. What they hold is what the pages show."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from ninja import Schema
from pydantic import Field


class Note(Schema):
    title: str
    text: str


class Definition(Schema):
    """A measure of the data dictionary, in the words of the pages."""

    code: str
    title: str
    definition: str
    source: str
    caveats: str
    changed_on: date


class Dictionary(Schema):
    status: str
    definitions: list[Definition]
    method: list[Note]


class TableSummary(Schema):
    name: str
    title: str
    summary: str
    filters: list[str] = Field(description="The parameters by which it can be cut.")
    ways: list[str] = Field(description="The rows in which it can be shown instead, for the parameter “by”.")
    url: str


class Tables(Schema):
    as_at: datetime | None = Field(description="When the figures were last counted; null before the first count.")
    tables: list[TableSummary]


class Choice(Schema):
    name: str
    value: str


class Column(Schema):
    key: str
    title: str
    measure: str
    month: date | None = Field(description="The first day of the month that it is of; null where the row says it.")


class Number(Schema):
    """`value` is null where there is no number to show, and `mark` says why."""

    value: int | None
    unit: str = Field(description="“%” or nothing.")
    mark: str = Field(description="“[c]” withheld, “[z]” no percentage, or nothing.")


class Row(Schema):
    key: str
    label: str
    numbers: list[Number] = Field(description="In the order of the columns.")


class Table(Schema):
    name: str
    title: str
    status: str
    as_at: datetime
    page_url: str = Field(description="The page for people that shows the same.")
    chosen: list[Choice]
    columns: list[Column]
    rows: list[Row]
    total: Row | None
    count: int = Field(description="Rows in all.")
    page: int
    pages: int
    next: str | None
    previous: str | None
    definitions: list[Definition]
    notes: list[Note]


class Release(Schema):
    """A published version of the figures of a month. It never changes: a correction is a later version."""

    month: str
    version: int
    status: str
    published_at: datetime
    correction: str = Field(description="What was wrong before; empty for a first version.")
    page_url: str
    package_url: str = Field(description="A Frictionless Data Package that describes the open data.")


class Releases(Schema):
    releases: list[Release]


class Error(Schema):
    parameter: str
    detail: str


class Problem(Schema):
    """RFC 9457, sent as application/problem+json."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Error] = []


def number(shown):
    return {"value": shown.value, "unit": shown.unit, "mark": "" if shown.value is not None else shown.text}


def row(shown):
    return {"key": shown.key, "label": shown.label, "numbers": [number(each) for each in shown.numbers]}


def definitions(found):
    names = ("code", "title", "definition", "source", "caveats", "changed_on")
    return [{name: getattr(each, name) for name in names} for each in found]


def notes(pairs):
    return [{"title": title, "text": text} for title, text in pairs]


def release(found):
    place = (f"{found.month:%Y-%m}", found.version)
    return {
        "month": place[0],
        "version": found.version,
        "status": found.content["status"],
        "published_at": found.published_at,
        "correction": found.snapshot.note,
        "page_url": settings.SITE_URL + reverse("published:release", args=place),
        "package_url": settings.SITE_URL + reverse("published:file", args=[*place, "datapackage.json"]),
    }
