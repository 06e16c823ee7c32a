"""The ministry's questions in one screen: how many, where, is it growing, which principles lag."""

from dataclasses import dataclass
from datetime import date

from declaration.principles import PRINCIPLES

from .charts import Chart, column_chart
from .columns import people
from .definitions import BY_CODE, Definition
from .figures import Column, Line, Number, Table, Wanted, Where, answers
from .models import Measure
from .questions import Cut
from .rows import regions, whole

TREND = 12  # months

HEADLINES = (
    (Measure.COUNCILS_COMPLETED, Measure.COUNCILS),
    (Measure.COUNCILS_REGISTERED, Measure.COUNCILS),
    (Measure.REGISTERED, None),
    (Measure.COMPLETED, None),
    (Measure.COMPLETIONS, None),
)


@dataclass(frozen=True)
class Headline:
    """One figure with its definition; `of` is the denominator of an exact count."""

    number: Number
    definition: Definition
    of: Number | None = None


@dataclass(frozen=True)
class Overview:
    month: date
    headlines: tuple[Headline, ...]
    trend: Table
    charts: tuple[tuple[str, Chart], ...]  # each with what it shows
    regions: Table
    principles: Table


def overview_of(months):
    """`months`: those that there are figures for. All is read in one statement."""
    cut, span = Cut(months[-1], months[-1]), Cut(months[-TREND:][0], months[-1])
    lines = regions(cut)
    short, trend, people, principles = answers(
        in_short(cut), month_by_month(span), by_region(cut, lines), principle_by_region(cut, lines)
    )
    return Overview(cut.last, headlines(short), trend, charts_of(trend), people, principles)


def charts_of(trend):
    """The two sides of growth: how many councils are reached, and how much is completed."""
    labels = [row.label.replace(" 20", " ") for row in trend.rows]
    said = {
        0: "Councils with somebody who completed a module, at the end of each month",
        -1: "Module completions in each month",
    }
    return tuple(
        (words, column_chart([(label, row.numbers[at]) for label, row in zip(labels, trend.rows, strict=True)]))
        for at, words in said.items()
    )


def in_short(cut):
    measures = sorted({measure for pair in HEADLINES for measure in pair if measure})
    columns = [Column(measure, measure, "", cut.last) for measure in measures]
    return Wanted("In short", "", columns, [Line("all", "England", Where())])


def headlines(table):
    found = dict(zip([column.measure for column in table.columns], table.rows[0].numbers, strict=True))
    return tuple(Headline(found[number], BY_CODE[number], of and found[of]) for number, of in HEADLINES)


def month_by_month(cut):
    measures = (Measure.COMPLETED, Measure.COMPLETIONS)
    columns = [Column(Measure.COUNCILS_COMPLETED, Measure.COUNCILS_COMPLETED, "Councils with a completion")]
    columns += [Column(measure, measure, BY_CODE[measure].title) for measure in measures]
    lines = [Line(f"{month:%Y-%m}", f"{month:%b %Y}", Where(), month=month) for month in cut.months]
    return Wanted("Month by month", "Month", columns, lines)


def by_region(cut, lines):
    """People and councils side by side."""
    councils = [
        Column(measure, measure, title, cut.last)
        for measure, title in ((Measure.COUNCILS, "Councils"), (Measure.COUNCILS_COMPLETED, "With a completion"))
    ]
    return Wanted("By region", "Region", people(cut) + councils, lines, whole(cut))


def principle_by_region(cut, lines):
    """People who have completed a module of each principle."""
    columns = [Column(p.code, Measure.COMPLETED, p.short_name, cut.last, p.code) for p in PRINCIPLES]
    return Wanted("Principle by region", "Region", columns, lines, whole(cut))
