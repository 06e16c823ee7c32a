"""The tables that analysts can ask for: which rows, which columns, and by what each may be cut."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from courses.models import CoursePage, ModulePage
from declaration.audiences import AUDIENCES
from declaration.principles import PRINCIPLES
from organisations.models import PRINCIPAL_COUNCILS, Kind, Organisation, Region

from .counting import months_between
from .definitions import BY_CODE
from .families import NO_REGION
from .figures import SHARE, Column, Line, Where, answer
from .models import Figure, Measure, Place

LONGEST = 24  # months side by side


@dataclass(frozen=True)
class Cut:
    """What a reader chose. Empty is all; `first` and `last` are months, both included."""

    first: date
    last: date
    region: str = ""
    audience: str = ""
    principle: str = ""

    @property
    def months(self):
        return months_between(self.first, self.last)

    def where(self, kind="", place="", **fields):
        """England, or the region that was chosen, unless told otherwise."""
        if not kind and self.region:
            kind, place = Place.REGION.value, self.region
        return Where(kind, place, **{"audience": self.audience, "subject": self.principle} | fields)


@dataclass(frozen=True)
class Question:
    """A table that can be asked for. `cuts`: the filters that it takes; a ranked table can be sorted by its numbers."""

    slug: str
    title: str
    summary: str
    head: str
    rows: Callable
    columns: Callable
    cuts: frozenset
    total: Callable | None = None
    ranked: bool = True

    def ask(self, cut, source=Figure.objects):
        return answer(
            title=self.title,
            head=self.head,
            columns=self.columns(cut),
            lines=self.rows(cut),
            total=self.total(cut) if self.total else None,
            source=source,
        )


def _column(measure, month=None, title=""):
    key = f"{measure}-{month:%Y-%m}" if title else str(measure)
    return Column(key, str(measure), title or BY_CODE[measure].title, month)


def people_columns(cut):
    """At the end of the last month; who has started is not told apart by principle."""
    started = () if cut.principle else (Measure.STARTED,)
    return [_column(measure, cut.last) for measure in (Measure.REGISTERED, *started, Measure.COMPLETED, SHARE)]


def completion_columns(cut):
    return [_column(Measure.COMPLETIONS, month, f"{month:%b %Y}") for month in cut.months]


def people_and_completions(cut):
    return people_columns(cut) + completion_columns(cut)


def organisation_columns(cut):
    """Completions of an organisation are not told apart by audience."""
    return people_columns(cut) + ([] if cut.audience else completion_columns(cut))


def principle_columns(cut):
    return [_column(measure, cut.last) for measure in (Measure.COMPLETED, SHARE)] + completion_columns(cut)


def month_columns(cut):
    return [_column(column.measure) for column in people_columns(cut)] + [_column(Measure.COMPLETIONS)]


def coverage_columns(cut):
    """The denominator is of all audiences."""
    covered = (Measure.COUNCILS_REGISTERED, Measure.COUNCILS_STARTED, Measure.COUNCILS_COMPLETED)
    return [_column(measure, cut.last) for measure in (*(() if cut.audience else (Measure.COUNCILS,)), *covered)]


def cohort_columns(cut):
    return [_column(measure) for measure in (Measure.ENROLLED, Measure.BEGUN, Measure.PARTLY, Measure.FINISHED)]


def regions(cut):
    places = [(region.code, region.name) for region in Region.objects.all()]
    if Figure.objects.filter(place_kind=Place.REGION, place=NO_REGION, month__in=cut.months).exists():
        places.append((NO_REGION, "In no region"))
    link = reverse("reports:table", args=["organisations"])
    return [Line(code, name, cut.where(Place.REGION, code), f"{link}?region={code}") for code, name in places]


def types(cut):
    return [Line(code, name, cut.where(Place.TYPE, code)) for code, name in Kind.choices]


def council_types(cut):
    return [Line(kind.value, kind.label, cut.where(Place.TYPE, kind)) for kind in PRINCIPAL_COUNCILS]


def organisations(cut):
    """Those with anything to show, by name. With an audience, those where it may be told apart."""
    there = Figure.objects.filter(month__in=cut.months, place_kind=Place.ORGANISATION, audience=cut.audience)
    found = Organisation.objects.filter(slug__in=there.values("place"))
    if cut.region:
        found = found.filter(region=None if cut.region == NO_REGION else cut.region)
    return [Line(o.slug, o.name, Where(Place.ORGANISATION, o.slug, cut.audience)) for o in found]


def audiences(cut):
    return [Line(a.code, a.title, cut.where(audience=a.code)) for a in AUDIENCES]


def principles(cut):
    return [Line(p.code, f"{p.number}. {p.short_name}", cut.where(subject=p.code)) for p in PRINCIPLES]


def modules(cut):
    found = ModulePage.objects.order_by("path")
    if cut.principle:
        found = found.filter(principle=cut.principle)
    return [Line(code, title, cut.where(subject=code)) for code, title in found.values_list("code", "title")]


def months(cut):
    return [Line(f"{month:%Y-%m}", f"{month:%B %Y}", cut.where(), month=month) for month in cut.months]


def courses(cut):
    """One row for those who enrolled in one course in one month."""
    taught = CoursePage.objects.order_by("path").values_list("code", "title")
    return [
        Line(f"{code}-{month:%Y-%m}", f"{title}, {month:%B %Y}", cut.where(subject=code), month=month)
        for code, title in taught
        for month in cut.months
    ]


def whole(cut):
    """England, or the chosen region."""
    region = Region.objects.filter(code=cut.region).first()
    return Line("all", region.name if region else "In no region" if cut.region else "England", cut.where())


def every_audience(cut):
    return Line("all", "All audiences", cut.where(audience=""))


def any_principle(cut):
    return Line("all", "Any principle", cut.where(subject=""))


_ALL = frozenset({"region", "audience", "principle"})
QUESTIONS = {
    question.slug: question
    for question in (
        Question(
            "regions", "People and completions by region", "Where people are, and how far they have come.", "Region",
            regions, people_and_completions, _ALL - {"region"}, whole,
        ),
        Question(
            "organisations", "People and completions by organisation", "Each organisation by itself, by name.",
            "Organisation", organisations, organisation_columns, frozenset({"region", "audience"}), whole, ranked=False,
        ),
        Question(
            "types", "People and completions by type of organisation", "Districts, counties, unitaries and others.",
            "Type", types, people_and_completions, frozenset({"principle"}), whole,
        ),
        Question(
            "audiences", "People and completions by audience", "Officers, councillors and other leaders.", "Audience",
            audiences, people_and_completions, _ALL - {"audience"}, every_audience,
        ),
        Question(
            "principles", "Completions by principle", "Each of the five principles of the Declaration.", "Principle",
            principles, principle_columns, _ALL - {"principle"}, any_principle,
        ),
        Question(
            "modules", "Completions by module", "Which modules are completed, month by month.", "Module",
            modules, completion_columns, frozenset({"region", "principle"}), whole,
        ),
        Question(
            "months", "People and completions by month", "Whether it grows.", "Month",
            months, month_columns, _ALL,
        ),
        Question(
            "coverage", "Councils covered, by region", "Councils with at least one person, of those that exist.", "Region",
            regions, coverage_columns, frozenset({"audience"}), whole,
        ),
        Question(
            "coverage-by-type", "Councils covered, by type", "The same by type of council.", "Type",
            council_types, coverage_columns, frozenset(), whole,
        ),
        Question(
            "courses", "Enrolment and drop-off, by course", "How far those have come who enrolled in a month.", "Course and month",
            courses, cohort_columns, frozenset({"region", "audience"}),
        ),
    )
}  # fmt: skip
