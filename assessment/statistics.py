"""How well a question tells those who know from those who don't. Pure: sums come in, plain values go out.

Facility is the share of right answers. Discrimination is the correlation between being right here and the share of right
answers in the rest of the paper (the item–rest correlation of classical test theory): near 0 says nothing, below 0 misleads.
"""

from dataclasses import dataclass, field
from math import sqrt

from look.counts import ENOUGH

TOO_EASY, TOO_HARD, WEAK = 95, 30, 0.1  # per cent right, per cent right, correlation


@dataclass
class Tally:
    """What is added up over the first papers of learners that asked one question. `rest`: share right of the other questions."""

    learners: int = 0
    right: int = 0
    chosen: dict = field(default_factory=dict)
    _rest: float = 0
    _rest_squared: float = 0
    _both: float = 0

    def add(self, *, right, rest, chosen=()):
        self.learners += 1
        self.right += right
        self._rest += rest
        self._rest_squared += rest * rest
        self._both += rest * right
        for option in chosen:
            self.chosen[option] = self.chosen.get(option, 0) + 1

    @property
    def discrimination(self):
        """Between -1 and 1; None with too few learners, or where all were alike."""
        if self.learners < ENOUGH:
            return None
        spread = (self.learners * self._rest_squared - self._rest**2) * (self.right * (self.learners - self.right))
        if spread <= 1e-9:
            return None
        return (self.learners * self._both - self._rest * self.right) / sqrt(spread)


def flag(facility, discrimination):
    """Why an editor should look at a question: the gravest reason, or nothing. `facility` in per cent, unrounded."""
    if discrimination is not None and discrimination < 0:
        return "misleading"
    if facility is not None and facility < TOO_HARD:
        return "too_hard"
    if facility is not None and facility > TOO_EASY:
        return "too_easy"
    if discrimination is not None and discrimination < WEAK:
        return "weak"
    return ""
