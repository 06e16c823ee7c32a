"""A reader who knows the method and can solve linear programmes: how far can one narrow what a protected family shows?"""

import math

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, vstack

from reports import disclosure
from reports.protection import sums, unknown_noughts

SLACK = 1e-6


class Reader:
    """Knows which sums are published, what each rounded number can stand for, and that nobody is where a nought is shown."""

    def __init__(self, base, cells_of, shown, withheld_most=math.inf, nobody_else=False):
        """`withheld_most`: what the reader takes for the most that [c] can be; `nobody_else`: only base cells with people exist."""
        self.shown, self.withheld_most = shown, withheld_most
        self.truth = sums(base, cells_of)
        inhabited = [*base, *(() if nobody_else else unknown_noughts(base, self.truth, cells_of))]
        self.number = {cell: index for index, cell in enumerate(shown)}
        pairs = [(self.number[cell], column) for column, key in enumerate(inhabited) for cell in cells_of(key)]
        rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
        self.matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(shown), len(inhabited)))
        self.reached = [
            np.array([float(self.truth[cell]) for cell in shown])
        ] * 2  # the least and most that worlds showed so far

    def known(self, cell):
        return (1, self.withheld_most) if self.shown[cell] is None else disclosure.interval(self.shown[cell])

    def range_of(self, cell):
        """The least and the most that a cell can be, for all that is published."""
        bounds = np.array([self.known(each) for each in self.shown])
        limited = np.isfinite(bounds[:, 1])
        rules = vstack([-self.matrix, self.matrix[limited]])
        limits = np.concatenate([-bounds[:, 0], bounds[limited, 1]])
        aim = self.matrix[self.number[cell]].toarray()[0]
        least = linprog(aim, A_ub=rules, b_ub=limits, bounds=(0, None))
        most = linprog(-aim, A_ub=rules, b_ub=limits, bounds=(0, None))
        for world in (self.matrix @ solved.x for solved in (least, most) if solved.status == 0):
            self.reached = [np.minimum(self.reached[0], world), np.maximum(self.reached[1], world)]
        return least.fun, -most.fun if most.status == 0 else math.inf

    def narrowed(self):
        """[(cell, truth, shown, least, most)] of every cell that fails RULES.md's test of safety. A world that a programme found for
        one cell is a proof for others too."""
        found = []
        for cell, number in self.number.items():
            if self._is_safe(cell, self.reached[0][number] - SLACK, self.reached[1][number] + SLACK):
                continue
            least, most = self.range_of(cell)
            if not self._is_safe(cell, least - SLACK, most + SLACK):
                found.append((cell, self.truth[cell], self.shown[cell], least, most))
        return found

    def _is_safe(self, cell, least, most):
        if self.shown[cell] is None:
            small = self.truth[cell] < disclosure.SMALL and least <= 1 and most >= disclosure.SMALL - 1
            return small or most - least >= disclosure.UNCERTAIN - 1
        low, high = disclosure.interval(self.shown[cell])
        return least <= low and most >= high
