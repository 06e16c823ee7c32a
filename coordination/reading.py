"""A pasted list or a CSV file of people, read row by row: who is meant, and what is wrong with which line. Pure; stores nothing."""

import csv
import io
import unicodedata
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from organisations.matching import domain_of

from .rules import MOST_ROWS, names_a_party

LONGEST_NAME = 120
LONGEST_ADDRESS = 254
EMAIL_HEADINGS = {"email", "emailaddress", "mail", "address", "workemail", "workemailaddress", "councilemail"}
NAME_HEADINGS = {"name", "fullname", "displayname"}
FIRST_NAME_HEADINGS = {"firstname", "forename", "givenname"}
LAST_NAME_HEADINGS = {"lastname", "surname", "familyname"}
BYTE_ORDER_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")

PARTY_REFUSED = (
    "The column “{}” is refused: this service never holds a party or political group. Remove it and try again."
)


class NotText(ValueError):
    """A spreadsheet or another file that is not CSV."""


@dataclass(frozen=True)
class Row:
    line: int
    email: str
    name: str = ""


@dataclass(frozen=True)
class Problem:
    line: int
    said: str


@dataclass
class Reading:
    """Nothing may be taken from it while it has problems."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def text_of(data: bytes) -> str:
    """A file as the programs of an office write it. Raises NotText."""
    if data.startswith(NOT_TEXT):
        raise NotText
    encodings = [encoding for mark, encoding in BYTE_ORDER_MARKS if data.startswith(mark)] or ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotText


def read_people(text: str) -> Reading:
    reading = Reading()
    lines = _lines(text, reading)
    headings = lines.pop(0)[1] if lines and _is_headings(lines[0][1]) else []
    columns = _columns(headings, reading) if headings else None
    if reading.problems:
        return reading
    found = [(line, *person) for line, cells in lines for person in _people(cells, headings, columns)]
    for line, email, name in found[:MOST_ROWS]:
        _judge(reading, line, email, name)
    if len(found) > MOST_ROWS:
        reading.problems.append(
            Problem(found[MOST_ROWS][0], f"This is more than {MOST_ROWS} people. Send them in several parts.")
        )
    if not reading.rows and not reading.problems:
        reading.problems.append(Problem(1, "There is nobody in this list."))
    return reading


def _lines(text, reading):
    """[(number of the line where it starts, cells)] of the lines that are not empty."""
    if "<" in text and ">" in text:
        return [
            (number, [entry] if "<" in entry else [" ".join(cell.split()) for cell in entry.split(",")])
            for number, line in enumerate(text.splitlines(), 1)
            for entry in line.split(";")
            if entry.strip()
        ]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max("\t;,", key=text.count))
    found, start = [], 1
    try:
        for cells in reader:
            cells = [" ".join(cell.split()) for cell in cells]
            if any(cells):
                found.append((start, cells))
            start = reader.line_num + 1
    except csv.Error:
        reading.problems.append(Problem(start, "This line cannot be read as a row of a table."))
    return found


def _is_headings(cells):
    known = EMAIL_HEADINGS | NAME_HEADINGS | FIRST_NAME_HEADINGS | LAST_NAME_HEADINGS
    return not any("@" in cell for cell in cells) and any(
        _plain(cell) in known or names_a_party(cell) for cell in cells
    )


def _plain(heading):
    return "".join(c for c in heading.lower() if c.isalpha())


def _columns(headings, reading):
    """{what: place} of the columns that are read. Any that names a party refuses the whole list."""
    kinds = {"email": EMAIL_HEADINGS, "name": NAME_HEADINGS, "first": FIRST_NAME_HEADINGS, "last": LAST_NAME_HEADINGS}
    found = {}
    for place, heading in enumerate(headings):
        if names_a_party(heading):
            reading.problems.append(Problem(1, PARTY_REFUSED.format(heading[:60])))
            continue
        kind = next((kind for kind, names in kinds.items() if _plain(heading) in names), None)
        if kind and kind not in found:
            found[kind] = place
        elif heading:
            reading.unread.append(heading[:60])
    if "email" not in found and not reading.problems:
        reading.problems.append(Problem(1, "No column is called “email”."))
    return found


def _people(cells, headings, columns):
    """(address, name) of one line. Without headings: an address, an address and a name, or several addresses."""
    if columns is not None:
        extra = [cell for cell in cells[len(headings) :] if cell]
        value = {kind: cells[place] if place < len(cells) else "" for kind, place in columns.items()}
        name = value.get("name") or f"{value.get('first', '')} {value.get('last', '')}".strip()
        return [(value["email"], name if not extra else None)]
    if "<" in cells[0]:
        return [_from_a_mail_program(cells[0])]
    filled = [cell for cell in cells if cell]
    if all("@" in cell for cell in filled):
        return [(cell, "") for cell in filled]
    email = next((cell for cell in filled if "@" in cell), filled[0])
    others = [cell for cell in filled if cell is not email]
    return [(email, others[0] if len(others) == 1 else None if others else "")]


def _from_a_mail_program(entry):
    """“"Begum, Amina" <amina@…>” is Amina Begum."""
    name, _, rest = entry.replace('"', " ").partition("<")
    email, _, after = rest.partition(">")
    last, comma, first = (part.strip() for part in name.partition(","))
    named = f"{first} {last}" if comma and first and "," not in first else " ".join(name.split())
    return email.strip(), named if not after.strip(" ,") else None


def _judge(reading, line, email, name):
    address = _address(email)
    if not address:
        said = f"“{email[:60]}” is not an email address." if email else "There is no email address."
    elif name is None:
        said = "There is more here than an address and a name."
    elif not _is_name(name):
        said = f"“{name[:60]}” is not only a name: use letters, without brackets or numbers."
    else:
        reading.rows.append(Row(line, address, name))
        return
    reading.problems.append(Problem(line, said))


def _address(written):
    """In the spelling that the door gives it, so that whoever is invited is known there; "" where it is none."""
    local, _, domain = written.rpartition("@")
    address = f"{local.lower()}@{domain_of(domain)}"
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address if local.isascii() and len(address) <= LONGEST_ADDRESS else ""


def _is_name(name):
    return len(name) <= LONGEST_NAME and all(unicodedata.category(c)[0] in "LM" or c in " .,'’‘-‐" for c in name)
