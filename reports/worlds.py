"""Other worlds: sets of people that would be published in exactly the same words as the true one.

A figure is safe to show when such worlds reach both ends of what its rounding leaves open. Nothing here knows what is
counted: base cells hold numbers of people, published cells are sums of them.
"""

from collections import defaultdict
from operator import itemgetter
from random import Random

FOREVER = 10**9  # the upper bound of a number that is withheld
PATIENCE = 20  # people moved in search of one step
ATTEMPTS = 3  # with other choices, before no answer is taken for no
CHOICES = 200  # of how many at most the least harmful is moved; the first that does no harm is taken
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
        # What one person more, or fewer, does to each cell: 1 away from what is published, -1 towards it, 0 neither.
        self.more, self.fewer = [0] * len(self.names), [0] * len(self.names)
        self.of = [itemgetter(*cells) for cells in self.cells]
        self.sets = [frozenset(cells) for cells in self.cells]
        self.kin = _kin(keys)
        for cell in range(len(self.names)):
            self._feel(cell)

    def bound(self, cell, low, high):
        """What a reader knows of a cell."""
        self.low[cell], self.high[cell] = low, high
        self._feel(cell)

    def _feel(self, cell):
        total, low, high = self.total[cell], self.low[cell], self.high[cell]
        self.more[cell] = (total >= high) - (total < low)
        self.fewer[cell] = (total <= low) - (total > high)

    def reach(self, cell, number, remember=True, attempts=ATTEMPTS):
        """Whether the cell could be `number` while all that is published stays as it is; and if not, which cells stood in the way."""
        if self.lowest[cell] <= number <= self.highest[cell]:
            return True, set()
        blockers = set()
        for attempt in range(attempts):
            moves, found = self._walk(cell, number, Random(f"{cell} {attempt}"), blockers)
            if found and remember:
                self._remember(moves)
            for index, step in moves:
                self._move(index, -step)
            if found:
                return True, set()
        return False, blockers - {cell}

    def _walk(self, cell, number, random, blockers):
        """From the true world to one where the cell is `number`, by one person at a time."""
        bounds, moves, found = (self.low[cell], self.high[cell]), [], False
        step = 1 if number > self.total[cell] else -1
        for waypoint in range(self.total[cell] + step, number + step, step):
            self.bound(cell, waypoint, waypoint)
            found = self._repair(cell, moves, random, blockers)
            if not found:
                break
        self.bound(cell, *bounds)
        return moves, found

    def _repair(self, cell, moves, random, blockers):
        """Move people, the least harmful way first, until nothing contradicts what is published."""
        wrong = {cell: True}
        for _ in range(PATIENCE):
            blockers.update(wrong)
            worst = random.choice(list(wrong))
            step = 1 if self.total[worst] < self.low[worst] else -1
            chosen = self._least_harmful(worst, step, moves[-MEMORY:], random)
            if chosen is None:
                return False
            for move in chosen:
                self._move(*move)
                moves.append(move)
            for touched in {cell for index, _ in chosen for cell in self.cells[index]}:
                if self.low[touched] <= self.total[touched] <= self.high[touched]:
                    wrong.pop(touched, None)
                else:
                    wrong[touched] = True
            if not wrong:
                return True
        return False

    def _least_harmful(self, cell, step, recent, random):
        """Of some moves the one that widens the distance from what is published least: a person more or fewer, or one who is
        somebody else in one respect."""
        pool = self.members[cell] if step > 0 else self.inhabited[cell]
        felt, opposite = (self.more, self.fewer) if step > 0 else (self.fewer, self.more)
        best, least, size = None, FOREVER, len(pool)
        for _ in range(min(CHOICES, 2 * size)):
            index = pool[int(random.random() * size)]
            if self.people[index] + step < 0 or (index, -step) in recent:
                continue
            other = self._kin_of(index, step, cell, recent, random)
            if other is None:
                harm = sum(self.of[index](felt))
            else:
                mine, theirs = self.sets[index], self.sets[other]
                harm = sum([felt[c] for c in mine - theirs]) + sum([opposite[c] for c in theirs - mine])
            if harm < least:
                best, least = (index, other), harm
                if least < 0:
                    break
        if best is None:
            return None
        index, other = best
        return [(index, step)] if other is None else [(index, step), (other, -step)]

    def _kin_of(self, index, step, cell, recent, random):
        """Whose person could be counted here instead, and does not count in the cell already; None for nobody."""
        kin = self.kin[index]
        chosen = int(random.random() * (len(kin) + 1))
        if chosen == len(kin):
            return None
        kin = kin[chosen]
        other = kin[int(random.random() * len(kin))]
        is_one = cell not in self.sets[other] and self.people[other] >= step and (other, step) not in recent
        return other if is_one else None

    def _move(self, index, step):
        self.people[index] += step
        for cell in self.cells[index]:
            self.total[cell] += step
            self._feel(cell)

    def _remember(self, moves):
        for cell in {cell for index, _ in moves for cell in self.cells[index]}:
            self.lowest[cell] = min(self.lowest[cell], self.total[cell])
            self.highest[cell] = max(self.highest[cell], self.total[cell])


def _kin(keys):
    """For each key, which is a tuple, lists of the others that differ from it in one place alone."""
    groups = [defaultdict(list) for _ in keys[0]] if keys else []
    for index, key in enumerate(keys):
        for place, group in enumerate(groups):
            group[key[:place] + key[place + 1 :]].append(index)
    return [
        [kin for place, group in enumerate(groups) if len(kin := group[key[:place] + key[place + 1 :]]) > 1]
        for key in keys
    ]
