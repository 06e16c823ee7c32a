"""The table of security requirements leaves none out, says a state that there is, and names only what is there."""

import re

from scripts.places import ROOT

TABLE = ROOT / "docs" / "security" / "asvs.md"
STATES = {"met", "partly", "not met", "not applicable"}
# ASVS 5.0.0: how many requirements of levels 1 and 2 each section has, where they are its first ones.
SECTIONS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3": 4, "3.4": 6,
    "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12,
    "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2,
    "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2,
    "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1,
    "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5,
    "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2,
}  # fmt: skip


def rows(text):
    """(numbers, state, where) of each line; `1.2.6–8` is three numbers."""
    for numbers, state, where in re.findall(r"^\| ([\d.–]+) \|[^|]+\| ([\w ]+) \| (.+) \|$", text, re.MULTILINE):
        section, _, last = numbers.rpartition(".")
        first, _, until = last.partition("–")
        yield [f"{section}.{n}" for n in range(int(first), int(until or first) + 1)], state, where


def paths(where):
    return re.findall(r"`([\w.-]+/[\w./-]*|[\w-]+\.\w+)`", where)


def problems(text):
    found = list(rows(text))
    numbers = [number for many, _, _ in found for number in many]
    wanted = {f"{section}.{n}" for section, count in SECTIONS.items() for n in range(1, count + 1)}
    yield from (f"{number} is missing" for number in sorted(wanted - set(numbers)))
    yield from (
        f"{number} is there twice, or is none"
        for number in numbers
        if numbers.count(number) > 1 or number not in wanted
    )
    yield from (f"{many[0]}: “{state}” is no state" for many, state, _ in found if state not in STATES)
    yield from (
        f"{many[0]}: no {path}" for many, _, where in found for path in paths(where) if not (ROOT / path).exists()
    )
    yield from (f"{many[0]} is met by nothing" for many, state, where in found if state == "met" and not paths(where))


def test_every_requirement_is_there_once_with_a_state_and_with_what_meets_it():
    assert list(problems(TABLE.read_text())) == []


def test_a_line_left_out_and_a_file_that_is_gone_are_seen():
    text = TABLE.read_text().replace("| 8.2.2 |", "| 99.1.1 |").replace("`people/doors.py`", "`people/gone.py`")
    found = list(problems(text))
    assert "8.2.2 is missing" in found
    assert any("people/gone.py" in line for line in found)
