"""What there is to remind a learner of, and of what first. Pure; whether a reminder may go at all is a rule of mail."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mail.rules import LONDON

BEFORE_ITS_DATE = timedelta(days=3)
AFTER_ITS_DATE = timedelta(days=21)
MATERIAL_FOR = timedelta(days=60)
BETWEEN_IDLE = timedelta(days=14)


@dataclass(frozen=True)
class Occasion:
    """A kind of message, the key that makes it happen once, and the ids that its words need."""

    template: str
    key: str
    ids: dict


@dataclass
class Facts:
    """What one learner has before them. Ids and dates only."""

    person: str
    last_active_at: datetime
    nudged_at: list[datetime] = field(default_factory=list)
    steps: list[tuple] = field(default_factory=list)  # (next step, by) of those not done
    nearly: list[int] = field(default_factory=list)  # modules of which only the assessment is left
    last_modules: list[int] = field(default_factory=list)  # courses of which one required module is left
    editions: list[tuple] = field(default_factory=list)  # (edition, when) that changed what they have begun
    confidence: bool = False  # whether the three-month question is open
    unfinished: bool = False  # whether they take a course that is not complete


def occasions(facts, at):
    """All there are, the most useful first. The next is taken when the first was sent before (its key is known)."""
    person = facts.person
    for step, by in facts.steps:
        if is_near(by, at):
            yield Occasion("next_step", f"next-step:{step}:{by}", {"step": step, "person": person})
    for module in facts.nearly:
        yield Occasion("nearly_there", f"nearly:{person}:{module}", {"module": module, "person": person})
    for course in facts.last_modules:
        yield Occasion("last_module", f"last-module:{person}:{course}", {"course": course, "person": person})
    for edition, published_at in facts.editions:
        if at - published_at <= MATERIAL_FOR:
            yield Occasion("new_material", f"material:{person}:{edition}", {"edition": edition, "person": person})
    yield from _general(facts, at)


def _general(facts, at):
    """The three-month question once a year at most, and an invitation to go on every two weeks."""
    person = facts.person
    if facts.confidence:
        yield Occasion("three_months", f"three-months:{person}:{at:%Y}", {"person": person})
    if facts.unfinished and all(at - sent >= BETWEEN_IDLE for sent in facts.nudged_at):
        sent = sum(nudged_at > facts.last_active_at for nudged_at in facts.nudged_at)
        yield Occasion("idle", f"idle:{person}:{facts.last_active_at:%Y%m%d}:{sent}", {"person": person})


def first_new(facts, known, at) -> Occasion | None:
    """The first whose key is not among those `known`."""
    return next((occasion for occasion in occasions(facts, at) if occasion.key not in known), None)


def is_near(by, at):
    """From three days before the date of a next step until three weeks after."""
    today = at.astimezone(LONDON).date()
    return by - BEFORE_ITS_DATE <= today <= by + AFTER_ITS_DATE
