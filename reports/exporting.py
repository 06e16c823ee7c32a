"""Tables as files: the same figures, and a sheet of notes without which they must not travel."""

from django.conf import settings
from django.http import FileResponse
from django.utils import timezone

from look.spreadsheets import TYPES, Sheet

from .definitions import label
from .figures import NO_PERCENTAGE
from .method import METHOD, ROUNDED

FORMATS = (("csv", "CSV"), ("xlsx", "XLSX, for Excel"), ("ods", "ODS, for LibreOffice"))
SPECIMEN = "SPECIMEN. Demonstration: people and figures are invented."


def sheets(table, notes):
    """The table with the row of all of them, and what a reader of the file must know."""
    rows = [*table.rows, *([table.total] if table.total else [])]
    headings = (table.head, *(column.title for column in table.columns))
    figures = Sheet("Figures", headings, ([row.label, *(number.plain for number in row.numbers)] for row in rows))
    return figures, Sheet("Notes", ("Note", "What it says"), notes)


def notes_on(table, *, chosen, as_at, address):
    """Where it is from, what it counts, what may not be read from it."""
    if settings.DEMONSTRATION:
        yield ["Specimen", SPECIMEN]
    yield ["Table", table.title]
    yield ["Status", label()]
    yield ["Figures as at", f"{timezone.localtime(as_at):%d %B %Y, %H:%M} (Europe/London)"]
    yield ["Address", address]
    yield from ([label, value] for label, value in chosen)
    for definition in dict.fromkeys(column.definition for column in table.columns):
        said = f"{definition.definition} Source: {definition.source} {definition.caveats}".strip()
        yield [definition.title, f"{said} (As of {definition.changed_on:%d %B %Y}.)"]
    yield from ([title, text] for title, text in METHOD)
    yield ["Sums", ROUNDED]
    yield [NO_PERCENTAGE, "No percentage: the base is too small, or a number is withheld."]


def notes_on_answer(asked, table):
    address = settings.SITE_URL + asked.path
    return notes_on(table, chosen=asked.form.chosen, as_at=asked.as_at, address=address)


def as_file(kind, name, content):
    """A download of a file, or of bytes that are made while they are sent. A demonstration says so in its name."""
    specimen = "specimen-" if settings.DEMONSTRATION else ""
    headers = {"Content-Disposition": f'attachment; filename="{specimen}{name}.{kind}"'}
    return FileResponse(content, content_type=TYPES[kind], headers=headers)
