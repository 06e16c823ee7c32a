"""The tables that analysts can ask for: which rows, which columns, and by what each may be cut."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from courses.models import CoursePage, ModulePage
from declaration.audiences import AUDIENCES
from declaration.principles import PRINCIPLES
from organisations.models import PRINCIPAL_COUNCILS, Kind, Organisation, Region

from .counting import months_between, next_month
from .definitions import BY_CODE
from .families import NO_AUTHORITY, NO_REGION, NO_TIER
from .figures import SHARE, SHARES, YEAR, Column, Line, Where, answer
from .models import Figure, Measure, Place
from .whereabouts import successors_on

LONGEST = 24  # months side by side


@dataclass(frozen=True)
class Cut:
    """What a reader chose. Empty is all; `first` and `last` are months, both included."""

    first: date
    last: date
    region: str = ""
    audience: str = ""
    principle: str = ""
    compared: date | None = None
    by_successor: bool = False
    year: bool = False  # whether the months are those of a financial year

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


def compared(cut, measures):
    """Each at the end of the last month; and where two periods are compared, at the other one, with the change."""
    columns = [_column(measure, cut.last) for measure in measures]
    if cut.compared:
        columns += [_column(m, cut.compared, f"{BY_CODE[m].title}, {cut.compared:%b %Y}") for m in measures]
        columns += [
            replace(_column(m, cut.last), key=f"{m}-change", title=f"{BY_CODE[m].title}, change", since=cut.compared)
            for m in measures
            if m not in SHARES
        ]
    return columns


def people_columns(cut, audience=""):
    """At the end of the last month; who has started is not told apart by principle, nor principles by audience."""
    if cut.principle and (cut.audience or audience):
        return []
    started = () if cut.principle else (Measure.STARTED,)
    return compared(cut, (Measure.REGISTERED, *started, Measure.COMPLETED, SHARE))


def completion_columns(cut):
    """Month by month; of a financial year the sum too."""
    whole = [Column(YEAR, YEAR, "Financial year", months=tuple(cut.months))] if cut.year else []
    return [_column(Measure.COMPLETIONS, month, f"{month:%b %Y}") for month in cut.months] + whole


def people_and_completions(cut):
    return people_columns(cut) + completion_columns(cut)


def audience_columns(cut):
    return people_columns(cut, audience="each") + completion_columns(cut)


def elsewhere_columns(cut):
    """Of tiers and combined authorities only completions are told apart by principle."""
    return ([] if cut.principle else people_columns(cut)) + completion_columns(cut)


def organisation_columns(cut):
    """Completions of an organisation are not told apart by audience."""
    return people_columns(cut) + ([] if cut.audience else completion_columns(cut))


def principle_columns(cut):
    """Principles are not told apart by audience but for completions."""
    return ([] if cut.audience else compared(cut, (Measure.COMPLETED, SHARE))) + completion_columns(cut)


def month_columns(cut):
    return [_column(column.measure) for column in people_columns(cut)] + [_column(Measure.COMPLETIONS)]


def coverage_columns(cut):
    """The denominator is of all audiences."""
    covered = (Measure.COUNCILS_REGISTERED, Measure.COUNCILS_STARTED, Measure.COUNCILS_COMPLETED)
    return compared(cut, (*(() if cut.audience else (Measure.COUNCILS,)), *covered))


def cohort_columns(cut):
    return [_column(measure) for measure in (Measure.ENROLLED, Measure.BEGUN, Measure.PARTLY, Measure.FINISHED)]


def activity_columns(cut):
    """Certificates are not told apart by audience."""
    awards = () if cut.audience else (Measure.PRINCIPLE_AWARDS, Measure.COURSE_AWARDS)
    return [_column(m) for m in (Measure.JOINED, Measure.ACTIVE, Measure.COMPLETIONS, *awards)]


def assessment_columns(cut):
    return compared(cut, (Measure.SAT, Measure.FIRST, "percent-first"))


def confidence_columns(cut):
    later = (Measure.PAIRED_LATER, Measure.ROSE_LATER, "percent-rose-later")
    return compared(cut, (Measure.PAIRED, Measure.ROSE, "percent-rose", *later))


def feedback_columns(cut):
    shares = ("percent-useful", "percent-clear", "percent-will-act")
    return compared(cut, (Measure.ANSWERED, Measure.USEFUL, Measure.CLEAR, Measure.WILL_ACT, *shares))


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


TIERS = {"lower": "Lower tier", "upper": "Upper tier", "single": "Single tier", "strategic": "Strategic authority"}


def tiers(cut):
    titles = TIERS | {NO_TIER: "No tier"}
    return [Line(code, title, cut.where(Place.TIER, code)) for code, title in titles.items()]


def authorities(cut):
    found = Organisation.objects.filter(constituents__isnull=False).distinct()
    titles = [(o.slug, o.name) for o in found] + [(NO_AUTHORITY, "In no combined authority")]
    return [Line(code, title, cut.where(Place.AUTHORITY, code)) for code, title in titles]


def organisations(cut):
    """Those with anything to show, by name. With an audience, those where it may be told apart."""
    there = Figure.objects.filter(month__in=cut.months, place_kind=Place.ORGANISATION, audience=cut.audience)
    found = Organisation.objects.filter(slug__in=there.values("place"))
    if cut.region:
        found = found.filter(region=None if cut.region == NO_REGION else cut.region)
    heirs = successors_on(next_month(cut.last)) if cut.by_successor else {}
    merged = Organisation.objects.filter(slug__in={heirs[o.slug] for o in found if o.slug in heirs})
    lines = [
        Line(o.slug, o.name, Where(Place.ORGANISATION, o.slug, cut.audience)) for o in found if o.slug not in heirs
    ]
    lines += [
        Line(o.slug, f"{o.name}, with those before it", Where(Place.SUCCESSOR, o.slug, cut.audience)) for o in merged
    ]
    return sorted(lines, key=lambda line: line.label)


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


_ALL = frozenset({"region", "audience", "principle", "compare"})
QUESTIONS = {
    question.slug: question
    for question in (
        Question(
            "regions", "People and completions by region", "Where people are, and how far they have come.", "Region",
            regions, people_and_completions, _ALL - {"region"}, whole,
        ),
        Question(
            "organisations", "People and completions by organisation", "Each organisation by itself, by name.",
            "Organisation", organisations, organisation_columns, frozenset({"region", "audience", "compare", "organisations"}), whole,
            ranked=False,
        ),
        Question(
            "types", "People and completions by type of organisation", "Districts, counties, unitaries and others.",
            "Type", types, people_and_completions, frozenset({"principle"}), whole,
        ),
        Question(
            "audiences", "People and completions by audience", "Officers, councillors and other leaders.", "Audience",
            audiences, audience_columns, _ALL - {"audience"}, every_audience,
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
            months, month_columns, _ALL - {"compare"},
        ),
        Question(
            "activity", "Registrations, activity and certificates by month", "How much happens.", "Month",
            months, activity_columns, frozenset({"region", "audience"}),
        ),
        Question(
            "assessments", "Assessments by module", "How many pass at the first attempt.", "Module",
            modules, assessment_columns, frozenset({"region", "principle", "compare"}), whole,
        ),
        Question(
            "confidence", "Confidence by principle", "Whether people are surer afterwards, and still after three months.",
            "Principle", principles, confidence_columns, frozenset({"region", "compare"}), any_principle,
        ),
        Question(
            "feedback", "Feedback by module", "What people say of a module when they have completed it.", "Module",
            modules, feedback_columns, frozenset({"region", "principle", "compare"}), whole,
        ),
        Question(
            "coverage", "Councils covered, by region", "Councils with at least one person, of those that exist.", "Region",
            regions, coverage_columns, frozenset({"audience", "compare"}), whole,
        ),
        Question(
            "coverage-by-type", "Councils covered, by type", "The same by type of council.", "Type",
            council_types, coverage_columns, frozenset({"compare"}), whole,
        ),
        Question(
            "coverage-by-tier", "Councils covered, by tier", "The same by tier.", "Tier",
            tiers, coverage_columns, frozenset({"compare"}), whole,
        ),
        Question(
            "coverage-by-authority", "Councils covered, by combined authority", "The same by combined authority.",
            "Combined authority", authorities, coverage_columns, frozenset({"compare"}), whole,
        ),
        Question(
            "courses", "Enrolment and drop-off, by course", "How far those have come who enrolled in a month.", "Course and month",
            courses, cohort_columns, frozenset({"region", "audience"}),
        ),
    )
}  # fmt: skip
