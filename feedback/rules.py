"""The words of the survey and of the report, and how long they are kept. Pure."""

from datetime import date

LONGEST = 2000
AGREEMENT = ((1, "Not at all"), (2, "A little"), (3, "Partly"), (4, "Mostly"), (5, "Very much"))
QUESTIONS = {
    "useful": "It was useful for my work",
    "clear": "It was easy to follow",
    "will_act": "I will do something differently because of it",
}
NAME_NOBODY = (
    "Please do not name anybody, and leave out anything about a resident, a colleague or yourself. "
    "A moderator reads it first. Editors then see your words without your name, your address or your organisation. "
    "They are deleted after 12 months."
)


def a_year_before(day: date) -> date:
    """The same day of the year before; from 29 February the last of that month."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def beginning(text: str, longest: int = 80) -> str:
    """The first words of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rsplit(' ', 1)[0]}…"
