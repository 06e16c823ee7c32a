"""What leaves as a CSV file: read as UTF-8 by the programs of an office, and with no cell that one of them would run."""

import csv
import io

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"


def harmless(value):
    """Text that a spreadsheet would take for a formula gets an apostrophe before it; numbers and dates stay what they are."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(RUNS) else value


def csv_file(headings, rows) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows([[harmless(cell) for cell in row] for row in (headings, *rows)])
    return (BYTE_ORDER_MARK + file.getvalue()).encode()
