"""The geometry of a column chart: numbers in, places out. Colours are the stylesheet's, the numbers are in the table beside it."""

from dataclasses import dataclass

WIDTH, HEIGHT, BASE, LEFT, TOP = 640, 240, 200, 60, 12
LABELS = 6  # months named below the columns, so that they can be read on a phone


@dataclass(frozen=True)
class Column:
    """One column; a withheld number has no height and is marked instead."""

    x: float
    y: float
    width: float
    height: float
    label: str
    text: str
    withheld: bool
    shows_label: bool

    @property
    def middle(self):
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Tick:
    y: float
    text: str


@dataclass(frozen=True)
class Chart:
    columns: tuple
    ticks: tuple
    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE
    left: int = LEFT


def column_chart(points):
    """`points`: (label, Number), in order."""
    most = _round_up(max((number.value or 0 for _, number in points), default=0))
    step = (WIDTH - LEFT) / max(len(points), 1)
    every = max(1, -(-len(points) // LABELS))
    columns = tuple(
        _column(index, label, number, step, most, (len(points) - 1 - index) % every == 0)
        for index, (label, number) in enumerate(points)
    )
    ticks = tuple(Tick(round(BASE - part * (BASE - TOP) / 4, 1), f"{most * part // 4:,}") for part in range(5))
    return Chart(columns, ticks)


def _column(index, label, number, step, most, shows_label):
    height = round((number.value or 0) / most * (BASE - TOP), 1)
    gap = min(step * 0.25, 16)
    return Column(
        x=round(LEFT + index * step + gap / 2, 1),
        y=round(BASE - height, 1),
        width=round(step - gap, 1),
        height=height,
        label=label,
        text=number.text,
        withheld=number.value is None,
        shows_label=shows_label,
    )


def _round_up(number):
    """The next of 20, 40, 80, 100, 200, 400, 1,000 …, which quarter into whole numbers."""
    step = 20
    while number > 4 * step:
        step *= 5 if step == 20 else 10
    return next(top for top in (step, 2 * step, 4 * step) if number <= top)
