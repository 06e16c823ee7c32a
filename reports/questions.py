"""The tables that analysts can ask for: which rows, which columns, and by what each may be cut."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from courses.models import CoursePage, ModulePage
from declaration.audiences import AUDIENCES
from declaration.principles import PRINCIPLES
from organisations.models import PRINCIPAL_COUNCILS, Kind, Organisation, Region

from .columns import (
    activity_columns,
    assessment_columns,
    audience_columns,
    cohort_columns,
    completion_columns,
    confidence_columns,
    course_feedback_columns,
    coverage_columns,
    elsewhere_columns,
    feedback_columns,
    month_columns,
    organisation_columns,
    people_and_completions,
    principle_columns,
)
from .counting import months_between, next_month
from .families import NO_AUTHORITY, NO_REGION, NO_TIER
from .figures import Column, Line, Wanted, Where, answers
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

    def wanted(self, cut):
        total = self.total(cut) if self.total else None
        return Wanted(self.title, self.head, self.columns(cut), self.rows(cut), total)

    def ask(self, cut, source=Figure.objects):
        return answers(self.wanted(cut), source=source)[0]


def regions(cut):
    places = [(region.code, region.name) for region in Region.objects.all()]
    link = reverse("reports:table", args=["organisations"])
    return [
        Line(code, name, cut.where(Place.REGION, code), f"{link}?region={code}", rare=code == NO_REGION)
        for code, name in [*places, (NO_REGION, "In no region")]
    ]


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


def each_module(cut):
    """A column for each, of the last month."""
    return [Column(line.key, Measure.COMPLETIONS.value, line.label, cut.last, line.key) for line in modules(cut)]


def months(cut):
    return [Line(f"{month:%Y-%m}", f"{month:%B %Y}", cut.where(), month=month) for month in cut.months]


def courses(cut):
    found = CoursePage.objects.order_by("path").values_list("code", "title")
    return [Line(code, title, cut.where(subject=code)) for code, title in found]


def cohorts(cut):
    """One row for those who enrolled in one course in one month."""
    return [
        replace(line, key=f"{line.key}-{month:%Y-%m}", label=f"{line.label}, {month:%B %Y}", month=month)
        for line in courses(cut)
        for month in cut.months
    ]


def whole(cut):
    """England, or the chosen region."""
    region = cut.region and Region.objects.filter(code=cut.region).first()
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
            "Type", types, people_and_completions, frozenset({"principle", "compare"}), whole,
        ),
        Question(
            "tiers", "People and completions by tier", "Upper, lower and single tier, and strategic authorities.", "Tier",
            tiers, elsewhere_columns, frozenset({"principle", "compare"}), whole,
        ),
        Question(
            "authorities", "People and completions by combined authority", "Where councils belong to one, and where not.",
            "Combined authority", authorities, elsewhere_columns, frozenset({"principle", "compare"}), whole,
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
            "organisations-modules", "Completions by organisation and module", "Which modules are completed where, in the last month.",
            "Organisation", organisations, each_module, frozenset({"region", "principle"}), whole,
            ranked=False,
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
            "assessments", "Assessments by module", "At which attempt they are passed.", "Module",
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
            "course-feedback", "Feedback by course", "What people say of a whole course when they have completed it.", "Course",
            courses, course_feedback_columns, frozenset({"region", "compare"}), whole,
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
            cohorts, cohort_columns, frozenset({"region", "audience"}),
        ),
    )
}  # fmt: skip
