"""What a coordinator may know, upload and send (RULES: Organisations and coordinators; Messages). Pure, without a clock."""

from datetime import timedelta

from django.db.models import TextChoices

VALID_FOR = timedelta(days=90)
MOST_ROWS = 500
MOST_BYTES = 1_000_000

# The columns of the page and of the export, and no others.
COLUMNS = ("Name", "State", "Pathway", "Cohort", "Modules complete", "Modules required", "Due", "Completed on")

# The same in the words of the joining page.
SEEN = (
    "your name, and whether you have not started, started or completed the pathway",
    "how many of its modules you have completed, and of how many",
    "the date by which you are asked to complete it, and the date when you did",
)
NEVER_SEEN = (
    "your answers, scores and attempts, or that you tried and did not pass",
    "when, how often or how long you learn",
    "your learning log, your next steps, your confidence and your feedback",
)

# What a spreadsheet of members calls a column that is never to be held here.
PARTY_WORDS = frozenset(
    (
        "party",
        "parties",
        "political",
        "politics",
        "affiliation",
        "allegiance",
        "whip",
        "caucus",
        "group",
        "groups",
        "grouping",
    )
)


class State(TextChoices):
    """How far somebody is on a pathway, as a coordinator sees it."""

    INVITED = "invited", "Invited"
    NOT_STARTED = "not-started", "Not started"
    STARTED = "started", "Started"
    COMPLETED = "completed", "Completed"


UNFINISHED = (State.NOT_STARTED, State.STARTED)


def state_of(*, started, completed):
    if completed:
        return State.COMPLETED
    return State.STARTED if started else State.NOT_STARTED


def is_overdue(due_on, state, today):
    return due_on is not None and due_on < today and state != State.COMPLETED


def names_a_party(heading):
    """Whether the heading of a column asks for a party or political group."""
    words = "".join(c if c.isalpha() else " " for c in heading.lower()).split()
    return not PARTY_WORDS.isdisjoint(words)
