"""The rows of tables: places, audiences, principles, modules, months, and the row of all of them. Each takes a Cut and gives Lines."""

from dataclasses import replace

from django.urls import reverse

from courses.models import CoursePage, ModulePage
from declaration.audiences import AUDIENCES
from declaration.principles import PRINCIPLES
from organisations.models import PRINCIPAL_COUNCILS, Kind, Organisation, Region

from .counting import next_month
from .families import NO_AUTHORITY, NO_REGION, NO_TIER
from .figures import Column, Line, Where
from .models import Figure, Measure, Place
from .whereabouts import successors_on


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
