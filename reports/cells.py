"""Every protected cell of some months as one long CSV file, written by the database where that is PostgreSQL."""

from django.db import connection

from look.spreadsheets import BYTE_ORDER_MARK, Sheet, csv_chunks, harmless_in_sql
from progress.readonly import reading

from .definitions import WITHHELD
from .models import Figure

COLUMNS = ("month", "measure", "place_kind", "place", "audience", "subject", "value")
SECONDS = 30
TEXTS = COLUMNS[1:-1]


def csv_of(months):
    """Bytes, as they come. Nothing can be written meanwhile, and no statement goes on for longer than SECONDS."""
    found = Figure.objects.filter(month__in=months).order_by(*COLUMNS[:-1])
    with reading(SECONDS):
        yield from _copied(months) if connection.vendor == "postgresql" else _written(found)


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


def _written(found):
    rows = found.values_list(*COLUMNS).iterator(chunk_size=5000)
    yield from csv_chunks(Sheet("", COLUMNS, ((*facts, WITHHELD if v is None else v) for *facts, v in rows)))
