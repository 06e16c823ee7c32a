"""No table asks for a cell that is not published: it would read as nought."""

from datetime import date
from itertools import product

import pytest

from reports.coverage import COVERAGE
from reports.families import CELLS_OF, Base
from reports.figures import SHARES, YEAR
from reports.models import Figure, Measure
from reports.questions import QUESTIONS, Cut

pytestmark = pytest.mark.django_db
MONTH = date(2026, 7, 1)
PEOPLE = ("registered", "completed", "p4", "started")


def shapes():
    """(measure, kind of place, has an audience, has a principle or module) of all that is published."""
    base = Base("o", "r", "t", "councillor", "m", "p4", PEOPLE, successor="s")
    rest = [m for m in Measure if m not in COVERAGE.values() and m != Measure.COUNCILS]
    every = {cell for cells_of in CELLS_OF.values() for cell in cells_of(base._replace(reached=(*PEOPLE, *rest)))}
    found = {(cell[0], cell[1], bool(cell[3]), bool(cell[4])) for cell in every}
    wide = {kind for _, kind, audience, subject in found if kind not in ("organisation", "successor")}
    found |= {(m, kind, False, False) for m in (*COVERAGE.values(), "councils") for kind in wide}
    found |= {(m, kind, True, False) for m in COVERAGE.values() for kind in ("", "region")}
    found |= {("councils-completed", "", False, True)}
    return found | {(m, "organisation", True, False) for m in ("registered", "completed")}


def every_way():
    """[(way, question)] of every table in all its rows."""
    return [(way, question.by(way)) for question in QUESTIONS.values() for way in ("", *question.ways)]


def asked(question, cut):
    """The same of everything that a table of the question would show."""
    for column, line in product(question.columns(cut), question.rows(cut)):
        for measure in SHARES.get(column.measure, ("completions" if column.measure == YEAR else column.measure,)):
            no_subject = measure in ("registered", "started")
            yield str(measure), line.where.kind, bool(line.where.audience), bool(line.where.subject) and not no_subject


def test_every_column_of_every_choice_is_published(council, module, course):
    for audience in ("", "councillor"):
        where = {"place_kind": "organisation", "place": council.slug, "audience": audience}
        Figure.objects.create(month=MONTH, measure="registered", value=20, **where)
    published = shapes()
    for (way, question), audience, principle in product(every_way(), ("", "councillor"), ("", "p4")):
        chosen = {"audience": audience, "principle": principle}
        if all(name in question.cuts for name, value in chosen.items() if value):
            region = "E12000009" if "region" in question.cuts else ""
            cut = Cut(MONTH, MONTH, region, **chosen, compared=MONTH, year=True, by=way)
            assert set(asked(question, cut)) - published == set(), (question.title, chosen)


def test_completions_beside_people_say_what_they_are():
    heads = {
        slug: [column.title for column in QUESTIONS[slug].columns(Cut(MONTH, MONTH))] for slug in ("regions", "modules")
    }
    assert heads["regions"][-1] == "Completions, Jul 2026"
    assert heads["modules"] == ["Jul 2026"]
