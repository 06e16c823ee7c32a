"""Every protected cell of some months as one long CSV file, written by the database where that is PostgreSQL."""

import tempfile

from django.db import connection

from look.spreadsheets import BYTE_ORDER_MARK, IN_MEMORY, Sheet, csv_chunks, harmless_in_sql

from . import reading
from .method import WITHHELD
from .models import Figure

COLUMNS = ("month", "measure", "place_kind", "place", "audience", "subject", "value")
TEXTS = COLUMNS[1:-1]


def csv_of(months):
    """A file, written before any of it is sent: nobody gets half of it, and who fetches slowly holds no transaction. Raises TooLong."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (whoever sends it closes it)
    # COPY is the driver's own, and so are its errors.
    with reading.reading(reading.FOR_A_FILE), connection.wrap_database_errors:
        file.writelines(_copied(months) if connection.vendor == "postgresql" else _written(months))
    file.seek(0)
    return file


def _copied(months):
    """COPY, with the guard against formulas in SQL: no row passes through Python."""
    texts = ", ".join(harmless_in_sql(f'"{name}"') for name in TEXTS)
    order = ", ".join(f'"{name}"' for name in COLUMNS[:-1])
    select = f"""SELECT "month", {texts}, COALESCE("value"::text, '{WITHHELD}') FROM "reports_figure"
        WHERE "month" = ANY(%s) ORDER BY {order}"""  # nosec B608
    yield (BYTE_ORDER_MARK + ",".join(COLUMNS) + "\r\n").encode()
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy(f"COPY ({select}) TO STDOUT (FORMAT csv)", [months]) as lines,
    ):
        yield from map(bytes, lines)


def _written(months):
    found = Figure.objects.filter(month__in=months).order_by(*COLUMNS[:-1])
    rows = found.values_list(*COLUMNS).iterator(chunk_size=5000)
    yield from csv_chunks(Sheet("", COLUMNS, ((*facts, WITHHELD if v is None else v) for *facts, v in rows)))
