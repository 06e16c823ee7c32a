"""Questions to answers: frozen rows of figures, selected from the protected cells and from nothing else."""

from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from look.counts import percent

from . import disclosure
from .definitions import BY_CODE
from .method import WITHHELD
from .models import Figure, Measure
from .protection import GROUP_OF, group_of

NO_PERCENTAGE = "[z]"
SHARE = "percent-completed"
SHARES = {
    SHARE: (Measure.COMPLETED, Measure.REGISTERED),
    "percent-first": (Measure.FIRST, Measure.SAT),
    "percent-rose": (Measure.ROSE, Measure.PAIRED),
    "percent-rose-later": (Measure.ROSE_LATER, Measure.PAIRED_LATER),
    "percent-useful": (Measure.USEFUL, Measure.ANSWERED),
    "percent-clear": (Measure.CLEAR, Measure.ANSWERED),
    "percent-will-act": (Measure.WILL_ACT, Measure.ANSWERED),
    "percent-course-useful": (Measure.USEFUL_COURSE, Measure.ANSWERED_COURSE),
    "percent-course-clear": (Measure.CLEAR_COURSE, Measure.ANSWERED_COURSE),
    "percent-course-will-act": (Measure.WILL_ACT_COURSE, Measure.ANSWERED_COURSE),
}
YEAR = "completions-year"
OF_ALL_SUBJECTS = {Measure.REGISTERED, Measure.STARTED}  # nobody registers for one principle


@dataclass(frozen=True)
class Where:
    """What a row or a filter selects; empty is all of them."""

    kind: str = ""
    place: str = ""
    audience: str = ""
    subject: str = ""


@dataclass(frozen=True)
class Line:
    """A row before it is answered. `month` is for columns that have none of their own; without figures, a `rare` one is left out."""

    key: str
    label: str
    where: Where
    link: str = ""
    month: date | None = None
    rare: bool = False


@dataclass(frozen=True)
class Number:
    """A figure as it is shown: `value` is None where it is withheld, or where there is no percentage."""

    value: int | None
    unit: str = ""
    is_change: bool = False

    @property
    def text(self):
        if self.value is None:
            return NO_PERCENTAGE if self.unit else WITHHELD
        return f"{self.value:{'+' if self.is_change else ''},}{self.unit}"

    @property
    def plain(self):
        """For files: a number where there is one."""
        return self.text if self.value is None else self.value


@dataclass(frozen=True)
class Column:
    """What stands in one column: a measure of the data dictionary, in a month, perhaps of one subject.

    With `since`, how much it changed from that month; with `months`, the sum of what is shown of them.
    """

    key: str
    measure: str
    title: str
    month: date | None = None
    subject: str = ""
    since: date | None = None
    months: tuple[date, ...] = ()

    @property
    def definition(self):
        return BY_CODE[self.measure]


@dataclass(frozen=True)
class Row:
    key: str
    label: str
    numbers: tuple[Number, ...]
    link: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of figures under columns, and the row of all of them, which is rounded by itself."""

    title: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None

    def sorted(self, key, descending=False):
        """By a column's key, or by the label for "name"; withheld figures stand below all others. Unknown keys change nothing."""
        keys = [column.key for column in self.columns]
        if key == "name":
            rows = sorted(self.rows, key=lambda row: row.label, reverse=descending)
        elif key in keys:
            at = keys.index(key)
            rows = sorted(self.rows, key=lambda row: _sortable(row.numbers[at]), reverse=descending)
        else:
            return self
        return replace(self, rows=tuple(rows))


def _sortable(number):
    return -1 if number.value is None else number.value


@dataclass(frozen=True)
class Wanted:
    """A table before it is answered; `total` is the Line of all of them."""

    title: str
    head: str
    columns: list[Column]
    lines: list[Line]
    total: Line | None = None

    @property
    def cells(self):
        """As a condition: the months, measures and places of all lines under all columns."""
        every = [*self.lines, *([self.total] if self.total else [])]
        measures = {f"{measure}" for column in self.columns for measure in _needed(column.measure)}
        measures |= {GROUP_OF[measure].value for measure in measures if measure in GROUP_OF}
        months = {column.month or line.month for column in self.columns for line in every}
        months |= {month for column in self.columns for month in (column.since, *column.months)}
        wheres = [_where(column, line) for column in self.columns for line in every]
        return Q(
            measure__in=measures,
            month__in=months - {None},
            place_kind__in={where.kind for where in wheres},
            audience__in={where.audience for where in wheres},
            subject__in={"", *(where.subject for where in wheres)},
        )

    def answered(self, cells):
        lines = [line for line in self.lines if not line.rare or cells.know(line.where)]
        rows = tuple(Row(line.key, line.label, _numbers(cells, self.columns, line), line.link) for line in lines)
        total = self.total and Row("all", self.total.label, _numbers(cells, self.columns, self.total))
        return Table(self.title, self.head, tuple(self.columns), rows, total)


def answers(*wanted, source=Figure.objects):
    """The Tables, read in one statement. `source`: the figures as they are now, or those of a snapshot."""
    cells = Cells(source.filter(reduce(or_, (each.cells for each in wanted))))
    return [each.answered(cells) for each in wanted]


class Cells:
    """The protected cells of some rows. A cell that is not there is nought, if that may be said."""

    def __init__(self, rows):
        fields = ("month", "measure", "place_kind", "place", "audience", "subject", "value")
        self.found = {tuple(key): value for *key, value in rows.values_list(*fields)}
        self.places = {(kind, place) for _, _, kind, place, _, _ in self.found}

    def know(self, where):
        return (where.kind, where.place) in self.places

    def number(self, measure, month, where):
        if measure in SHARES:
            part, whole = (self.number(needed, month, where).value for needed in SHARES[measure])
            return Number(percent(part, whole), "%")
        subject = "" if measure in OF_ALL_SUBJECTS else where.subject
        return Number(self._value(month, (str(measure), where.kind, where.place, where.audience, subject)))

    def change(self, measure, since, month, where):
        """Between what is shown of both months."""
        before, after = (self.number(measure, each, where).value for each in (since, month))
        return Number(None if None in (before, after) else after - before, is_change=True)

    def total(self, months, where):
        """Of what is shown of the months, so that it says no more than they do."""
        each = [self.number(Measure.COMPLETIONS, month, where).value for month in months]
        return Number(None if None in each else sum(each))

    def _value(self, month, cell):
        if (month, *cell) in self.found:
            return self.found[month, *cell]
        group = group_of(cell)
        return disclosure.nought(self._value(month, group)) if group else 0


def _needed(measure):
    return SHARES.get(measure, (Measure.COMPLETIONS if measure == YEAR else measure,))


def _numbers(cells, columns, line):
    return tuple(_number(cells, column, line) for column in columns)


def _number(cells, column, line):
    where, month = _where(column, line), column.month or line.month
    if column.months:
        return cells.total(column.months, where)
    if column.since:
        return cells.change(column.measure, column.since, month, where)
    return cells.number(column.measure, month, where)


def _where(column, line):
    return replace(line.where, subject=column.subject or line.where.subject)
