"""The five principles of the Local Digital Declaration (4 July 2018), quoted with their source, and our plain meaning of each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Principle:
    """`text` and `means` are quotations from `source`; `short_name` and `plain_meaning` are our own words."""

    code: str
    number: int
    slug: str
    short_name: str
    text: str
    means: str
    plain_meaning: str
    source: str


PRINCIPLES = (
    Principle(
        "p1",
        1,
        "redesign-around-needs",
        "Redesign around people’s needs",
        "We will go even further to redesign our services around the needs of the people using them.",
        "continuing to prioritise citizen and user needs above professional, organisational and technological silos",
        "Start from what residents are trying to get done, not from how the council is organised.",
        "Local Digital Declaration, 4 July 2018, as printed by GovTech Leaders and LocalGov Drupal",
    ),
    Principle(
        "p2",
        2,
        "fix-the-plumbing",
        "Fix the plumbing",
        "We will ‘fix our plumbing’ to break our dependence on inflexible and expensive technology that doesn’t join up "
        "effectively.",
        "insisting on modular building blocks for the IT we rely on and open standards to give a common structure to the "
        "data we create",
        "Choose technology in replaceable parts that share data through open standards.",
        "Local Digital Declaration, 4 July 2018, as printed by GovTech Leaders",
    ),
    Principle(
        "p3",
        3,
        "share-information-safely",
        "Share information safely and usefully",
        "We will design safe, secure and useful ways of sharing information to build trust among our partners and citizens, "
        "to better support the most vulnerable members of our communities and to target our resources more effectively.",
        "",
        "Use and share data lawfully, securely and openly enough that people trust the result.",
        "Local Digital Declaration, 4 July 2018, as printed by GovTech Leaders",
    ),
    Principle(
        "p4",
        4,
        "demonstrate-digital-leadership",
        "Demonstrate digital leadership",
        "We will demonstrate digital leadership, creating the conditions for genuine organisational transformation to happen "
        "and challenge all those we work with to embrace this declaration.",
        "",
        "Leaders own the conditions – money, governance, permission and attention – that make change possible.",
        "Local Digital Declaration, 4 July 2018, as printed by GovTech Leaders",
    ),
    Principle(
        "p5",
        5,
        "embed-an-open-culture",
        "Embed an open culture",
        "We will embed an open culture that values, incentivises and expects digital ways of working from every member of "
        "our workforce.",
        "working in the open wherever we can, sharing our plans and experience, working collaboratively with other "
        "organisations, and reusing good practice",
        "Share work early, reuse before building, and help every colleague grow in confidence.",
        "First sentence: Essex service transformation blog, 4 July 2018. Second part: Local Digital, What is the Declaration?",
    ),
)

PRINCIPLE_CODES = tuple(p.code for p in PRINCIPLES)
PRINCIPLE_CHOICES = tuple((p.code, f"{p.number}. {p.short_name}") for p in PRINCIPLES)
_BY_CODE = {p.code: p for p in PRINCIPLES}


def principle(code: str) -> Principle:
    """Raises KeyError for a code outside the vocabulary."""
    return _BY_CODE[code]
