"""The kinds of leader that the programme addresses. Fixed vocabulary: what one may *do* is a grant, not an audience."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Audience:
    """`code` is stored on records; `title` and `includes` are what people read."""

    code: str
    title: str
    includes: tuple[str, ...] = ()


AUDIENCES = (
    Audience(
        "chief_officer",
        "Chief executive, director or statutory officer",
        ("head of paid service", "section 151 officer", "monitoring officer", "corporate director"),
    ),
    Audience(
        "senior_manager",
        "Head of service or senior manager",
        ("assistant director", "service manager", "programme sponsor"),
    ),
    Audience("councillor", "Councillor", ("ward member", "committee member")),
    Audience(
        "executive_member",
        "Leader, mayor, cabinet member or committee chair",
        ("leader", "elected mayor", "portfolio holder", "committee chair"),
    ),
    Audience(
        "scrutiny_member",
        "Scrutiny, audit or governance member",
        ("overview and scrutiny", "audit and governance committee"),
    ),
    Audience(
        "board_member",
        "Board member of a combined authority, fire authority or council company",
        ("combined authority board", "fire authority", "arm’s length body"),
    ),
    Audience("digital_team", "Digital, IT or transformation team"),
    Audience("other", "Another role"),
)

AUDIENCE_CODES = tuple(a.code for a in AUDIENCES)
AUDIENCE_CHOICES = tuple((a.code, a.title) for a in AUDIENCES)
_BY_CODE = {a.code: a for a in AUDIENCES}


def audience(code: str) -> Audience:
    """Raises KeyError for a code outside the vocabulary."""
    return _BY_CODE[code]
