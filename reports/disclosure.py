"""What may leave: which numbers are withheld beside those that look/counts.py withholds by themselves. Pure.

The method is told to readers in method.py.
"""

from look.counts import SMALL, STEP, is_a_base, rounded

from .worlds import FOREVER, Worlds

UNCERTAIN = 5  # a number withheld to protect another keeps at least so many possible values
THOROUGH = 40  # attempts to find another world before a coarse figure is withheld


def interval(shown):
    """The least and the most that a shown number, not withheld, can stand for."""
    return (max(shown - STEP // 2, SMALL), shown + STEP // 2) if shown else (0, 0)


def tells_of_everybody(number, group):
    """Whether a figure says that all or none of a small group did something. Decided by what would be shown of both."""
    return not is_a_base(rounded(group)) and group > 0 and rounded(number) in (0, rounded(group))


def nought(group):
    """What an empty cell shows, by what is shown of the group: nothing said of a small one; 0 where nobody is there."""
    return 0 if group == 0 or is_a_base(group) else None


def protect(base, cells_of, fineness, withheld=frozenset()):
    """What each published cell shows: {cell: rounded number, or None where it is withheld}; cells left out are nought.

    `base` holds true numbers, and nought where a reader cannot know that nobody is. `fineness(cell)` says how little is lost
    without the cell. `withheld` are cells to withhold for another reason. Then further figures are withheld, the finest first, until other
    worlds show that no reader can narrow a small number, a withheld one or a rounded one.
    """
    return _Protection(base, cells_of, fineness, withheld).run()


class _Protection:
    def __init__(self, base, cells_of, fineness, withheld):
        self.worlds = worlds = Worlds(base, cells_of)
        self.fineness = [fineness(name) for name in worlds.names]
        self.shown = [
            None if name in withheld else rounded(n) for name, n in zip(worlds.names, worlds.truth, strict=True)
        ]
        self.small = {cell for cell, number in enumerate(worlds.truth) if 0 < number < SMALL}
        for cell in range(len(self.shown)):
            self._bound(cell)

    def run(self):
        """The finest cells first. Withholding only adds worlds, but what is withheld needs more of them: so until nothing changes."""
        waiting = sorted(range(len(self.shown)), key=self._worth)
        while waiting:
            self.changed = set()
            for cell in waiting:
                while (missing := self._missing(cell)) and self._make_room(cell, *missing):
                    pass
            waiting = sorted(self.changed, key=self._worth)
        return dict(zip(self.worlds.names, self.shown, strict=True))

    def _worth(self, cell):
        """What it costs a reader to go without the cell: fine and small ones go first."""
        return -self.fineness[cell], self.worlds.truth[cell], cell

    def _bound(self, cell):
        withheld = 1, SMALL - 1 if cell in self.small else FOREVER
        bounds = withheld if self.shown[cell] is None else interval(self.shown[cell])
        self.worlds.bound(cell, *bounds)

    def _missing(self, cell):
        """(number that the cell cannot be, what stood in the way) where it lacks a world that it needs; else None."""
        low, high = self.worlds.low[cell], self.worlds.high[cell]
        if high != FOREVER:
            return self._beyond(cell, low) or self._beyond(cell, high)
        problem = None
        while not self._is_open(cell) and not problem:
            problem = self._beyond(cell, self.worlds.highest[cell] + 1)
        while not self._is_open(cell):
            if self.worlds.lowest[cell] == low or self._beyond(cell, self.worlds.lowest[cell] - 1):
                return problem
        return None

    def _is_open(self, cell):
        """Whether worlds leave a withheld number open enough: any of 1 to 4, or five values."""
        lowest, highest = self.worlds.lowest[cell], self.worlds.highest[cell]
        return (lowest <= 1 and highest >= SMALL - 1) or highest - lowest >= UNCERTAIN - 1

    def _beyond(self, cell, number):
        found, blockers = self.worlds.reach(cell, number)
        return None if found else (number, blockers)

    def _make_room(self, cell, number, blockers):
        """Withhold figures as fine as this one; else let a small number seem larger; only then withhold coarser ones."""
        visible = sorted((c for c in {*blockers, cell} if self.shown[c] is not None), key=self._worth)
        fine = [c for c in visible if self.fineness[c] >= self.fineness[cell]]
        small = [c for c in {*blockers, cell} if c in self.small]
        if fine and (self._would_help(cell, number, fine) or not small):
            self._withhold(self._fewest(cell, number, fine))
        elif small:
            self._let_seem_larger(
                [cell] if cell in small else self._fewest(cell, number, sorted(small, key=self._worth))
            )
        elif visible and not self.worlds.reach(cell, number, attempts=THOROUGH)[0]:
            self._withhold(self._fewest(cell, number, visible))
        return bool(visible or small)

    def _withhold(self, cells):
        for cell in cells:
            self.shown[cell] = None
            self._bound(cell)
            self.changed.add(cell)

    def _let_seem_larger(self, cells):
        """Small and withheld numbers look alike, so a reader cannot rule out that these are the latter."""
        for cell in cells:
            self.small.discard(cell)
            self._bound(cell)

    def _fewest(self, cell, number, candidates):
        """One that gives the cell its world; else as few as do, the least worth first; where not even all do, the first."""
        for chosen in candidates[:8]:
            if chosen == cell or self._would_help(cell, number, [chosen]):
                return [chosen]
        if not self._would_help(cell, number, candidates):
            return candidates[:1]
        few = candidates
        for chosen in reversed(candidates):
            fewer = [c for c in few if c != chosen]
            if self._would_help(cell, number, fewer):
                few = fewer
        return few

    def _would_help(self, cell, number, others):
        worlds = self.worlds
        before = [(c, worlds.low[c], worlds.high[c]) for c in others]
        for c in others:
            worlds.bound(c, 1, FOREVER)
        found = cell in others or worlds.reach(cell, number, remember=False)[0]
        for c, low, high in before:
            worlds.bound(c, low, high)
        return found
