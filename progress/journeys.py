"""How somebody of the demonstration's crowd learns: invented, the same for the same dice, and possible. Pure: no database, no clock."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from people.crowd import working_hour

KNOWS_IT = 0.08  # takes the assessment first, where the module allows it
PASSES, PASSES_LATER, TRIES_AGAIN = 0.72, 0.85, 0.85
GOES_ON = (0.84, 0.99)  # after each module, from the least to the most persevering
READS_ON = 0.93  # after each lesson
PAPER = timedelta(minutes=15)


@dataclass(frozen=True)
class Unit:
    """A module as one takes it: how many lessons, how many questions on a paper and how many right to pass."""

    module: object
    lessons: tuple[int, ...]
    asked: int
    pass_mark: int
    by_assessment: bool


@dataclass
class Taken:
    """What somebody did in a module: when they completed each of the first lessons, and (when marked, score) of each sitting."""

    unit: Unit
    began_at: datetime
    lessons: list[datetime] = field(default_factory=list)
    sittings: list[tuple[datetime, int]] = field(default_factory=list)

    @property
    def passed_at(self):
        return next((at for at, score in self.sittings if score >= self.unit.pass_mark), None)

    @property
    def completed_at(self):
        """With the pass: an assessment is sat before the lessons are done only where that is enough."""
        return self.passed_at


def taken(units, rng: Random, began_at, until) -> list[Taken]:
    """One module after another, until the person leaves off or `until` has come."""
    perseverance, found, at = rng.uniform(*GOES_ON), [], began_at
    for unit in units:
        one = _take(unit, rng, at, until)
        found.append(one)
        if one.completed_at is None or rng.random() > perseverance:
            return found
        at = another_day(one.completed_at, rng, 2, 9)
        if at >= until:
            return found
    return found


def _take(unit, rng, at, until):
    one = Taken(unit, at)
    if unit.by_assessment and rng.random() < KNOWS_IT:
        at = _sit(one, rng, at, until, again=False)
    if one.completed_at or at is None:
        return one
    for _ in unit.lessons:
        if rng.random() > READS_ON:
            return one
        at = _soon(at, rng)
        if at >= until:
            return one
        one.lessons.append(at)
    _sit(one, rng, _soon(at, rng), until)
    return one


def _sit(one, rng, at, until, again=True):
    """Papers until one is passed or the person leaves it. When the next thing may happen; None when time is over."""
    chance = PASSES
    while (at := at + PAPER) < until:
        passes = rng.random() < chance
        mark = one.unit.pass_mark
        score = rng.randint(mark, one.unit.asked) if passes else rng.randint(mark // 2, mark - 1)
        one.sittings.append((at, score))
        at = another_day(at, rng, 1, 5)
        if passes or not again or rng.random() > TRIES_AGAIN:
            return at
        chance = PASSES_LATER
    return None


def _soon(at, rng):
    """In the same sitting, or on another day."""
    return at + timedelta(minutes=rng.randint(7, 16)) if rng.random() < 0.6 else another_day(at, rng, 1, 4)


def another_day(at, rng, least, most):
    return working_hour(at + timedelta(days=rng.randint(least, most)), rng)
