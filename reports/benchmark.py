"""What figures cost, measured on an invented nation: each page against the same question of raw rows, files, and a refresh.

For PostgreSQL, in a database that is thrown away.
"""

import statistics
import time
from itertools import cycle, islice

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from look.spreadsheets import WRITERS, Sheet
from organisations.models import Organisation
from people.actions import join
from people.permissions import ANALYSTS
from progress.models import ModuleRecord

from . import counting, tokens
from .aggregates import latest, refresh
from .asking import ask
from .models import Figure
from .nation import found_nation
from .overview import overview_of
from .questions import QUESTIONS

ROUNDS, ROWS = 5, 100_000
CALLS = {
    "overview_page": "/figures/",
    "regions_page": "/figures/regions/",
    "regions_file": "/figures/regions.csv",
    "matrix_page": "/figures/organisations-modules/",
    "every_figure_file": "/figures/every-figure.csv",
    "regions_api": "/api/v1/tables/regions",
}
FILTERED = "region=E12000007&principle=p4"


def measure(learners, every_month=False):
    """{name: number}. Counts every month, but protects only the latest, as one refresh does that finds the others unchanged;
    with `every_month` all of them, as the first refresh does."""
    found = {"founding_seconds": seconds(lambda: found_nation(learners))}
    found |= {"learners": learners, "module_records": ModuleRecord.objects.count()}
    found["count_seconds"] = seconds(lambda: counting.count(timezone.now()))
    found["refresh_seconds"] = seconds(lambda: refresh(at=timezone.now(), patience=0))
    if every_month:
        found["refresh_every_month_seconds"] = seconds(lambda: refresh(at=timezone.now()))
    found |= {"months": len(latest().months), "cells": Figure.objects.count()}
    return found | pages() | calls() | raw() | files()


def pages():
    """Milliseconds in the database, and queries, of everything that analysts open."""
    found = cost("overview", lambda: overview_of(latest().months))
    for slug in QUESTIONS:
        found |= cost(slug, lambda slug=slug: answer(slug))
    found |= cost("ad_hoc_filter", lambda: answer("audiences", FILTERED))
    largest = Figure.objects.filter(place_kind="organisation").values("place").annotate(n=Count("pk")).order_by("-n")[0]
    council = Organisation.objects.get(slug=largest["place"])
    return found | cost("one_organisation", lambda: list(of_one(council)))


def calls():
    """A page, a file and an answer of the API as they are asked for: milliseconds in all, the median of some rounds."""
    analyst = join(email="bench-analyst@bench.example", at=timezone.now())
    analyst.groups.add(Group.objects.get(name=ANALYSTS))
    token = tokens.issue(name="Bench", days=1, by=analyst, at=timezone.now())[1]
    browser, found = Client(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {token}"}), {}
    browser.force_login(analyst, backend="django.contrib.auth.backends.ModelBackend")
    for name, path in CALLS.items():
        found |= {f"{name}_ms": round(statistics.median(taken(browser, path) for _ in range(ROUNDS)))}
    return found


def taken(browser, path):
    began = time.perf_counter()
    answer = browser.get(path, secure=settings.SECURE_SSL_REDIRECT)
    answer.getvalue()
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}.")
    return (time.perf_counter() - began) * 1000


def raw():
    """The same questions of the records themselves, as one would first write them."""
    done = ModuleRecord.objects.completed()
    facts = ("organisation__region", "module__principle", "completed_month")
    matrix = ("organisation", "module")
    return cost("raw_region_principle_month", lambda: list(done.values_list(*facts).annotate(n=Count("pk")))) | cost(
        "raw_organisation_module", lambda: list(done.values_list(*matrix).annotate(n=Count("pk")))
    )


def of_one(council):
    """Through the covering index."""
    done = ModuleRecord.objects.completed().filter(organisation=council)
    return done.values_list("module", "audience", "completed_month").annotate(n=Count("learner")).order_by()


def files():
    """Rows a second of a file of 100,000 rows, in each format."""
    table, found = answer("organisations"), {}
    headings = (table.head, *(column.title for column in table.columns))
    lines = [[row.label, *(number.plain for number in row.numbers)] for row in table.rows]
    for kind, write in WRITERS.items():
        began = time.perf_counter()
        for _ in write(Sheet("Figures", headings, islice(cycle(lines), ROWS))):
            pass
        found[f"{kind}_rows_a_second"] = round(ROWS / (time.perf_counter() - began))
    return found


def answer(slug, choices=""):
    asked = ask(slug, choices)
    if not asked.is_valid:
        raise ValueError(asked.form.errors)
    return asked.answer


def cost(name, question):
    """The median of some rounds, and how many queries there are."""
    taken = []
    for _ in range(ROUNDS):
        with CaptureQueriesContext(connection) as queries:
            question()
        taken.append(sum(float(query["time"]) for query in queries) * 1000)
    return {f"{name}_sql_ms": round(statistics.median(taken), 1), f"{name}_queries": len(queries)}


def seconds(work):
    began = time.perf_counter()
    work()
    return round(time.perf_counter() - began, 1)
