r"""What leaves as a file for a spreadsheet: CSV, XLSX and ODS, with no cell that a program would run.

One guard for all of them. Its two patterns mean the same to Python and to PostgreSQL, so that a file can be written by the
database (`harmless_in_sql`); a test holds the two against each other.
"""

import csv
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass

import xlsxwriter
from stream_write_ods import stream_write_ods

BLANKS = r" \t\r\n\u00a0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
RUNS = rf"^[{BLANKS}]*[=+@＝＋－＠\-]|^ *[\t\r\n]"
# No file of XML can hold these, and nobody can read them.
UNREADABLE = r"[\u0001-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]"
BYTE_ORDER_MARK = "\ufeff"
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
IN_MEMORY = 5_000_000  # bytes of a workbook, beyond which it lies on disk until it is sent
CHUNK = 64 * 1024
LONGEST_CELL = 32_767  # characters that XLSX takes

_runs, _unreadable = re.compile(RUNS), re.compile(UNREADABLE)


@dataclass(frozen=True)
class Sheet:
    """`rows` may be a generator: no writer holds more than a row of it."""

    name: str
    headings: tuple[str, ...]
    rows: Iterable


def harmless(value):
    """Text that a spreadsheet would take for a formula gets an apostrophe before it; numbers and dates stay what they are."""
    if not isinstance(value, str):
        return value
    text = _unreadable.sub("", value.replace("\0", ""))
    return f"'{text}" if _runs.search(text) else text


def harmless_in_sql(expression):
    """The same for an expression of PostgreSQL, which is our own code and never a reader's words."""
    text = f"regexp_replace({expression}, '{UNREADABLE}', '', 'g')"
    return f"CASE WHEN {text} ~ '{RUNS}' THEN '''' || {text} ELSE {text} END"


def csv_chunks(*sheets):
    """Bytes of one CSV file: UTF-8 with a byte order mark, an empty line between one sheet and the next."""
    yield BYTE_ORDER_MARK.encode()
    writer = csv.writer(_Echo())
    for number, sheet in enumerate(sheets):
        if number:
            yield b"\r\n"
        for row in _rows(sheet):
            yield writer.writerow(row)


def csv_file(headings, rows) -> bytes:
    return b"".join(csv_chunks(Sheet("", headings, rows)))


def xlsx_chunks(*sheets):
    """Bytes of a workbook. Rows go to disk as they come; the file can be sent only when the last one is written."""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as file:
        as_they_are = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
        with xlsxwriter.Workbook(file, {"constant_memory": True, "remove_timezone": True, **as_they_are}) as book:
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            book.set_calc_mode("manual")
            for sheet in sheets:
                _write(book.add_worksheet(sheet.name), sheet, day)
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


def _write(page, sheet, day):
    page.freeze_panes(1, 0)
    page.set_column(0, max(len(sheet.headings) - 1, 0), 18)
    for number, row in enumerate(_rows(sheet)):
        for column, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(number, column, value[:LONGEST_CELL])
            elif hasattr(value, "isoformat"):
                page.write_datetime(number, column, value, day)
            elif value is not None:
                page.write_number(number, column, value)


def ods_chunks(*sheets):
    """Bytes of an OpenDocument spreadsheet, written as they are sent."""
    pages = ((sheet.name, tuple(map(harmless, sheet.headings)), _body(sheet)) for sheet in sheets)
    yield from stream_write_ods(pages, chunk_size=CHUNK)


WRITERS = {"csv": csv_chunks, "xlsx": xlsx_chunks, "ods": ods_chunks}


def _rows(sheet):
    yield [harmless(cell) for cell in sheet.headings]
    yield from _body(sheet)


def _body(sheet):
    return ([harmless(cell) for cell in row] for row in sheet.rows)


class _Echo:
    """Takes what the CSV writer writes, and gives it back."""

    def write(self, line):
        return line.encode()
