"""The tables that analysts can ask for, by topic: which rows, which columns, and by what each may be cut."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from . import columns, rows
from .counting import months_between
from .figures import Wanted, Where, answers
from .models import Figure, Place

LONGEST = 24  # months side by side


@dataclass(frozen=True)
class Cut:
    """What a reader chose. Empty is all; `first` and `last` are months, both included; `by` names other rows than the usual."""

    first: date
    last: date
    region: str = ""
    audience: str = ""
    principle: str = ""
    compared: date | None = None
    by_successor: bool = False
    year: bool = False  # whether the months are those of a financial year
    by: str = ""

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
    """A table that can be asked for. `cuts`: the filters that it takes; a ranked table can be sorted by its numbers; `ways`: what
    is different of it in other rows."""

    slug: str
    title: str
    summary: str
    head: str
    rows: Callable
    columns: Callable
    cuts: frozenset
    total: Callable | None = None
    ranked: bool = True
    ways: dict[str, dict] = field(default_factory=dict)

    def by(self, way):
        """The same in other rows; in the usual ones where there are no such."""
        return replace(self, **self.ways.get(way, {}))

    def wanted(self, cut):
        total = self.total(cut) if self.total else None
        return Wanted(self.title, self.head, self._columns(cut), self.rows(cut), total)

    def ask(self, cut, source=Figure.objects):
        return answers(self.wanted(cut), source=source)[0]

    def _columns(self, cut):
        """A row that is a month says of which month its numbers are."""
        found = self.columns(cut)
        return [replace(column, month=None) for column in found] if self.rows is rows.months else found


def _cuts(words):
    return frozenset(words.split())


WAYS = {
    "region": {"head": "Region", "rows": rows.regions, "total": rows.whole},
    "type": {"head": "Type", "rows": rows.types, "total": rows.whole},
    "tier": {"head": "Tier", "rows": rows.tiers, "total": rows.whole},
    "authority": {"head": "Combined authority", "rows": rows.authorities, "total": rows.whole},
    "organisation": {"head": "Organisation", "rows": rows.organisations, "total": rows.whole, "ranked": False},
    "audience": {"head": "Audience", "rows": rows.audiences, "total": rows.every_audience},
    "principle": {"head": "Principle", "rows": rows.principles, "total": rows.any_principle},
    "month": {"head": "Month", "rows": rows.months, "total": None},
}


def _ways(topic, **cuts):
    """The same topic in other rows, each with what it may be cut by then."""
    return {
        name: WAYS[name] | {"title": f"{topic} by {WAYS[name]['head'].lower()}", "cuts": _cuts(words)}
        for name, words in cuts.items()
    }


def _everywhere(words):
    return dict.fromkeys(("type", "tier", "authority"), words)


_ALL = _cuts("region audience principle compare")
_EVENTS = {"region": "audience principle compare", "audience": "region compare", "month": "region audience principle"}
_SURVEYS = {"region": "audience compare", "audience": "region compare", "month": "region audience"}

TOPICS = {
    "Councils covered": (
        Question(
            "coverage", "Councils covered, by region", "Councils with at least one person, of those that exist.", "Region",
            rows.regions, columns.coverage, _cuts("audience compare"), rows.whole,
        ),
        Question(
            "coverage-by-month", "Councils covered, by month", "Whether more councils have somebody, at the end of each month.",
            "Month", rows.months, columns.coverage, _cuts("region audience"),
        ),
        Question(
            "coverage-by-type", "Councils covered, by type", "The same by type of council.", "Type",
            rows.council_types, columns.coverage, _cuts("compare"), rows.whole,
        ),
        Question(
            "coverage-by-tier", "Councils covered, by tier", "The same by tier.", "Tier",
            rows.tiers, columns.coverage, _cuts("compare"), rows.whole,
        ),
        Question(
            "coverage-by-authority", "Councils covered, by combined authority", "The same by combined authority.",
            "Combined authority", rows.authorities, columns.coverage, _cuts("compare"), rows.whole,
        ),
        Question(
            "coverage-by-audience", "Councils covered, by audience", "Councils with at least one officer, councillor and so on.",
            "Audience", rows.audiences, columns.covered, _cuts("region compare"), rows.every_audience,
        ),
        Question(
            "coverage-by-principle", "Councils covered, by principle",
            "Councils with somebody who completed a module of each principle.", "Principle",
            rows.principles, columns.covered_with_principle, _cuts("compare"), rows.any_principle,
        ),
    ),
    "People and completions": (
        Question(
            "regions", "People and completions by region", "Where people are, and how far they have come.", "Region",
            rows.regions, columns.people_and_completions, _ALL - {"region"}, rows.whole,
        ),
        Question(
            "organisations", "People and completions by organisation", "Each organisation by itself, by name.",
            "Organisation", rows.organisations, columns.of_organisations, _cuts("region audience compare organisations"),
            rows.whole, ranked=False,
        ),
        Question(
            "types", "People and completions by type of organisation", "Districts, counties, unitaries and others.",
            "Type", rows.types, columns.people_and_completions, _cuts("principle compare"), rows.whole,
        ),
        Question(
            "tiers", "People and completions by tier", "Upper, lower and single tier, and strategic authorities.", "Tier",
            rows.tiers, columns.elsewhere, _cuts("principle compare"), rows.whole,
        ),
        Question(
            "authorities", "People and completions by combined authority", "Where councils belong to one, and where not.",
            "Combined authority", rows.authorities, columns.elsewhere, _cuts("principle compare"), rows.whole,
        ),
        Question(
            "audiences", "People and completions by audience", "Officers, councillors and other leaders.", "Audience",
            rows.audiences, columns.of_audiences, _ALL - {"audience"}, rows.every_audience,
        ),
        Question(
            "months", "People and completions by month", "Whether it grows.", "Month",
            rows.months, columns.of_months, _ALL - {"compare"},
        ),
        Question(
            "principles", "Completions by principle", "Each of the five principles of the Declaration.", "Principle",
            rows.principles, columns.of_principles, _ALL - {"principle"}, rows.any_principle,
        ),
        Question(
            "modules", "Completions by module", "Which modules are completed, month by month.", "Module",
            rows.modules, columns.completions, _cuts("region principle"), rows.whole,
        ),
        Question(
            "organisations-modules", "Completions by organisation and module", "Which modules are completed where, in the last month.",
            "Organisation", rows.organisations, rows.each_module, _cuts("region principle"), rows.whole, ranked=False,
        ),
    ),
    "Activity and pathways": (
        Question(
            "activity", "Registrations, activity and certificates by month", "How much happens.", "Month",
            rows.months, columns.activity, _cuts("region audience"),
            ways=_ways(
                "Registrations, activity and certificates", region="audience compare", **_everywhere("compare"),
                organisation="region compare organisations", audience="region compare", principle="region compare",
            ),
        ),
        Question(
            "courses", "Enrolment and drop-off, by course", "How far those have come who enrolled in a month.", "Course and month",
            rows.cohorts, columns.cohorts, _cuts("region audience"),
        ),
    ),
    "What is learnt, and what people say": (
        Question(
            "assessments", "Assessments by module", "At which attempt they are passed.", "Module",
            rows.modules, columns.assessments, _cuts("region principle compare"), rows.whole,
            ways=_ways("Assessments", **_EVENTS, **_everywhere("principle compare"), principle="region compare"),
        ),
        Question(
            "confidence", "Confidence by principle", "Whether people are surer afterwards, and still after three months.",
            "Principle", rows.principles, columns.confidence, _cuts("region compare"), rows.any_principle,
            ways=_ways("Confidence", **_EVENTS, **_everywhere("principle compare")),
        ),
        Question(
            "feedback", "Feedback by module", "What people say of a module when they have completed it.", "Module",
            rows.modules, columns.feedback, _cuts("region principle compare"), rows.whole,
            ways=_ways("Feedback", **_EVENTS, **_everywhere("principle compare"), principle="region compare"),
        ),
        Question(
            "course-feedback", "Feedback by course", "What people say of a whole course when they have completed it.", "Course",
            rows.courses, columns.course_feedback, _cuts("region compare"), rows.whole,
            ways=_ways("Feedback on courses", **_SURVEYS, **_everywhere("compare")),
        ),
    ),
}  # fmt: skip
QUESTIONS = {question.slug: question for questions in TOPICS.values() for question in questions}
