"""The ministry's questions in one screen: how many, where, is it growing, which principles lag."""

from dataclasses import dataclass
from datetime import date

from declaration.principles import PRINCIPLES

from .charts import Chart, column_chart
from .columns import people_columns
from .definitions import BY_CODE, Definition
from .figures import Column, Line, Number, Table, Where, answer
from .models import Measure
from .questions import Cut, regions, whole

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
    chart: Chart
    regions: Table
    principles: Table


def overview_of(months):
    """`months`: those that there are figures for."""
    cut = Cut(months[-1], months[-1])
    trend = month_by_month(Cut(months[-TREND:][0], months[-1]))
    chart = column_chart([(row.label.replace(" 20", " "), row.numbers[-1]) for row in trend.rows])
    return Overview(cut.last, headlines(cut), trend, chart, by_region(cut), principle_by_region(cut))


def headlines(cut):
    measures = sorted({measure for pair in HEADLINES for measure in pair if measure})
    columns = [Column(measure, measure, "", cut.last) for measure in measures]
    numbers = answer(title="", head="", columns=columns, lines=[Line("all", "England", Where())]).rows[0].numbers
    found = dict(zip(measures, numbers, strict=True))
    return tuple(Headline(found[number], BY_CODE[number], of and found[of]) for number, of in HEADLINES)


def month_by_month(cut):
    columns = [Column(measure, measure, BY_CODE[measure].title) for measure in (Measure.COMPLETED, Measure.COMPLETIONS)]
    lines = [Line(f"{month:%Y-%m}", f"{month:%b %Y}", Where(), month=month) for month in cut.months]
    return answer(title="Month by month", head="Month", columns=columns, lines=lines)


def by_region(cut):
    """People and councils side by side."""
    councils = [
        Column(measure, measure, title, cut.last)
        for measure, title in ((Measure.COUNCILS, "Councils"), (Measure.COUNCILS_COMPLETED, "with a completion"))
    ]
    return answer(
        title="By region", head="Region", columns=people_columns(cut) + councils, lines=regions(cut), total=whole(cut)
    )


def principle_by_region(cut):
    """People who have completed a module of each principle."""
    columns = [Column(p.code, Measure.COMPLETED, p.short_name, cut.last, p.code) for p in PRINCIPLES]
    return answer(title="Principle by region", head="Region", columns=columns, lines=regions(cut), total=whole(cut))
