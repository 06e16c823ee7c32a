"""Tables as files: the same figures with a sheet of notes, formulas neutralised, written row by row."""

import csv

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils import timezone

from look.spreadsheets import BYTE_ORDER_MARK, harmless

from .definitions import LABEL, METHOD
from .figures import NO_PERCENTAGE

SPECIMEN = "SPECIMEN. Demonstration: people and figures are invented."


def rows_of(table):
    """The heading, the rows and the row of all of them, as plain values."""
    yield [table.head, *(column.title for column in table.columns)]
    for row in (*table.rows, *([table.total] if table.total else [])):
        yield [row.label, *(number.plain for number in row.numbers)]


def notes_on(table, *, chosen, as_at, address):
    """What a reader of the file must know: where it is from, what it counts, what may not be read from it."""
    if settings.DEMONSTRATION:
        yield ["Specimen", SPECIMEN]
    yield ["Table", table.title]
    yield ["Status", LABEL]
    yield ["Figures as at", f"{timezone.localtime(as_at):%d %B %Y, %H:%M} (Europe/London)"]
    yield ["Address", address]
    yield from ([label, value] for label, value in chosen)
    for definition in dict.fromkeys(column.definition for column in table.columns):
        said = f"{definition.definition} Source: {definition.source} {definition.caveats}".strip()
        yield [definition.title, f"{said} (As of {definition.changed_on:%d %B %Y}.)"]
    yield from ([title, text] for title, text in METHOD)
    yield [NO_PERCENTAGE, "No percentage: the base is too small, or a number is withheld."]


class _Echo:
    def write(self, line):
        return line


def as_csv(table, notes, name):
    """UTF-8 with a byte order mark, for spreadsheets; the notes follow the table after an empty line."""
    writer = csv.writer(_Echo())
    lines = (
        writer.writerow([harmless(cell) for cell in row]) for part in (rows_of(table), [[]], notes) for row in part
    )
    response = StreamingHttpResponse(_with_mark(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="{"specimen-" if settings.DEMONSTRATION else ""}{name}.csv"'
    )
    return response


def _with_mark(lines):
    yield BYTE_ORDER_MARK
    yield from lines
