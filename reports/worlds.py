"""Other worlds: sets of people that would be published in exactly the same words as the true one.

A figure is safe to show when such worlds reach both ends of what its rounding leaves open. Nothing here knows what is
counted: base cells hold numbers of people, published cells are sums of them.
"""

from random import Random

FOREVER = 10**9  # the upper bound of a number that is withheld
PATIENCE = 40  # single people moved in the search for one world
CHOICES = 16  # of how many the least harmful is moved
MEMORY = 4  # a move is not taken back at once


class Worlds:
    """The true numbers, what a reader knows of each published cell (`low` to `high`), and how far other worlds have reached.

    `base`: base cell to its number; noughts are cells that the reader cannot know to be empty.
    `cells_of(base cell)`: the published cells that it is part of. Cells are numbered in the order of `names`.
    """

    def __init__(self, base, cells_of):
        keys, number = sorted(base), {}
        self.people = [base[key] for key in keys]
        self.cells = [[number.setdefault(cell, len(number)) for cell in cells_of(key)] for key in keys]
        self.names = list(number)
        self.members = [[] for _ in self.names]
        self.inhabited = [[] for _ in self.names]
        self.truth = [0] * len(self.names)
        for index, cells in enumerate(self.cells):
            for cell in cells:
                self.members[cell].append(index)
                self.truth[cell] += self.people[index]
                if self.people[index]:
                    self.inhabited[cell].append(index)
        self.total, self.lowest, self.highest = self.truth[:], self.truth[:], self.truth[:]
        self.low, self.high = [0] * len(self.names), [FOREVER] * len(self.names)

    def reach(self, cell, number, remember=True):
        """Whether the cell could be `number` while all that is published stays as it is; and if not, which cells stood in the way."""
        if self.lowest[cell] <= number <= self.highest[cell]:
            return True, set()
        bounds = self.low[cell], self.high[cell]
        self.low[cell] = self.high[cell] = number
        moves, blockers, found = self._search(cell)
        self.low[cell], self.high[cell] = bounds
        if found and remember:
            self._remember(moves)
        for index, step in moves:
            self._move(index, -step)
        return found, blockers

    def _search(self, cell):
        """Move single people, the least harmful first, until nothing contradicts what is published. Seeded: the same every time."""
        random, moves, blockers, wrong = Random(cell), [], set(), {cell: True}
        while wrong and len(moves) < PATIENCE:
            blockers.update(wrong)
            worst = random.choice(list(wrong))
            step = 1 if self.total[worst] < self.low[worst] else -1
            index = self._least_harmful(worst, step, moves[-MEMORY:], random)
            if index is None:
                break
            moves.append((index, step))
            self._move(index, step)
            for touched in self.cells[index]:
                if self.low[touched] <= self.total[touched] <= self.high[touched]:
                    wrong.pop(touched, None)
                else:
                    wrong[touched] = True
        return moves, blockers - {cell}, not wrong

    def _least_harmful(self, cell, step, recent, random):
        pool = self.members[cell] if step > 0 else self.inhabited[cell]
        tried = random.sample(pool, CHOICES) if len(pool) > CHOICES else pool
        allowed = [index for index in tried if self.people[index] + step >= 0 and (index, -step) not in recent]
        return min(allowed, key=lambda index: (self._harm(index, step), random.random()), default=None)

    def _harm(self, index, step):
        """By how much the move widens the distance from what is published, over the cells that it touches."""
        harm = 0
        for cell in self.cells[index]:
            total = self.total[cell]
            if step > 0:
                harm += (total >= self.high[cell]) - (total < self.low[cell])
            else:
                harm += (total <= self.low[cell]) - (total > self.high[cell])
        return harm

    def _move(self, index, step):
        self.people[index] += step
        for cell in self.cells[index]:
            self.total[cell] += step

    def _remember(self, moves):
        for cell in {cell for index, _ in moves for cell in self.cells[index]}:
            self.lowest[cell] = min(self.lowest[cell], self.total[cell])
            self.highest[cell] = max(self.highest[cell], self.total[cell])
