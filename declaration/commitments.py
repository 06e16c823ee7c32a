"""What the Declaration asks of whom. Only `quoted` items are its wording; the rest are our paraphrase and are shown as such."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Commitment:
    """`status`: quoted (exact words seen in `source`), paraphrase (meaning seen, words ours) or recalled (unseen: never its text)."""

    code: str
    addressed_to: str
    text: str
    status: str
    source: str = ""
    principle: str = ""


def _leaders(code, text, status, principle, source=""):
    return Commitment(code, "leaders", text, status, source, principle)


def _teams(code, text, status, principle, source=""):
    return Commitment(code, "teams", text, status, source, principle)


PUBLIC_TECHNOLOGY = "PublicTechnology, 7 January 2019"

COMMITMENTS = (
    _leaders(
        "l1", "make sure that digital expertise is central to our decision-making", "quoted", "p4", PUBLIC_TECHNOLOGY
    ),
    _leaders(
        "l2", "Senior staff and politicians champion change openly and visibly", "paraphrase", "p4", PUBLIC_TECHNOLOGY
    ),
    _leaders(
        "l3",
        "Technology decisions are approved by the right person or committee so buying power pushes in one direction",
        "recalled",
        "p2",
    ),
    _leaders(
        "l4", "Give the workforce time and space to share ideas and join communities of practice", "recalled", "p5"
    ),
    _leaders("l5", "Publish plans and lessons and talk openly about what could have gone better", "recalled", "p5"),
    _leaders("l6", "Try new things, from tools to joint experiments with other organisations", "recalled", "p5"),
    _leaders(
        "l7", "Champion continuous improvement in cyber security", "paraphrase", "p3", "localdigital.gov.uk/cyber"
    ),
    _teams(
        "t1",
        "Look for user research, code, components and standards to reuse before designing something new",
        "paraphrase",
        "p5",
        PUBLIC_TECHNOLOGY,
    ),
    _teams(
        "t2", "Test services against a local government digital service standard", "paraphrase", "p1", PUBLIC_TECHNOLOGY
    ),
    _teams(
        "t3",
        "Buy and build in line with the Technology Code of Practice, using open standards and keeping control of data",
        "paraphrase",
        "p2",
        "GOV.UK, The Technology Code of Practice",
    ),
    _teams("t4", "Build skills in service design and user research", "recalled", "p1"),
    _teams("t5", "Share knowledge of projects that others could reuse or join", "recalled", "p5"),
    _teams("t6", "Work together on trusted and ethical ways to analyse and share personal data", "recalled", "p3"),
)
