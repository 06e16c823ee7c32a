"""The reporting API, version 1: read-only. It asks where the pages ask, so its figures and their protection are theirs."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI, Query
from ninja.decorators import decorate_view
from pydantic import Field, create_model

from reports import aggregates
from reports.asking import NoSuchTable, ask
from reports.definitions import DEFINITIONS, label
from reports.forms import ALL
from reports.method import METHOD, ROUNDED
from reports.models import Release
from reports.questions import QUESTIONS

from . import answers, problems
from .doors import PerToken, ServiceTokenAuth

MOST = 1000  # rows on a page
MONTH = "A month as 2026-10."
DESCRIPTION = "Figures of the training programme: counts, never names, with the same disclosure control as the pages."
PAGING = {"page", "per_page"}
CUTS = {*ALL, "compare", "organisations", "by"}  # known, and refused in words by the tables that do not take them


class FiguresAPI(NinjaAPI):
    """Its description says of errors what they are sent as, which Ninja takes for plain JSON."""

    def get_openapi_schema(self, **kwargs):
        schema = super().get_openapi_schema(**kwargs)
        for operation in (operation for path in schema["paths"].values() for operation in path.values()):
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    response["content"] = {"application/problem+json": response["content"]["application/json"]}
        return schema


api = FiguresAPI(
    title="Figures of the Local Digital Declaration training",
    version="1.0.0",
    description=DESCRIPTION,
    urls_namespace="figures-api",
    docs_url=None,
    auth=ServiceTokenAuth(),
    throttle=PerToken(),
)
problems.speak(api)

Choices = create_model(
    "Choices",
    **{name: (str, Field("", description=f"Cut by {name}; empty for all.")) for name in ALL},
    by=(str, Field("", description="Other rows: one of `ways` of the table; empty for the usual ones.")),
    organisations=(str, Field("", description="“successors”: those that ended stand with what succeeded them.")),
    year=(str, Field("", description="A financial year instead of months.")),
    compare=(str, Field("", description=f"{MONTH} Put beside the last one.")),
    first=(str, Field("", alias="from", description=MONTH)),
    last=(str, Field("", alias="to", description=MONTH)),
    page=(int, Field(1, ge=1, le=1_000_000)),
    per_page=(int, Field(100, ge=1, le=MOST)),
)
REFUSALS = dict.fromkeys((400, 401, 404, 429, 503), answers.Problem)


def revalidated(view):
    """Every answer has an ETag of its content; nobody but the asker may keep it, and they ask again whether it still holds."""

    @conditional_page
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Authorization"])
        return response

    return answered


def reading(path, answer, summary):
    """A GET route with what all of them have."""

    def route(view):
        return api.get(path, response={200: answer, **REFUSALS}, summary=summary)(decorate_view(revalidated)(view))

    return route


@reading("/definitions", answers.Dictionary, "The data dictionary: what is counted, and how it is protected")
def definitions(request):
    _only(request, set())
    return {
        "status": label(),
        "definitions": answers.definitions(DEFINITIONS),
        "method": answers.notes(METHOD),
    }


@reading("/tables", answers.Tables, "The tables that can be asked for")
def tables(request):
    _only(request, set())
    latest = aggregates.latest()
    return {
        "as_at": latest and latest.as_at,
        "tables": [
            {
                "name": question.slug,
                "title": question.title,
                "summary": question.summary,
                "filters": sorted([*question.cuts, "from", "to"]),
                "ways": sorted(question.ways),
                "url": _address(question.slug),
            }
            for question in QUESTIONS.values()
        ],
    }


@reading("/tables/{name}", answers.Table, "One table, cut and paged as asked")
def table(request, name: str, choices: Query[Choices]):
    try:
        asked = ask(name, request.GET)
    except NoSuchTable as error:
        raise Http404 from error
    _only(request, PAGING | set(asked.form.fields) | CUTS)
    if not asked.is_valid:
        raise problems.Refused(_errors(asked.form))
    return _page(name, asked, choices)


@reading("/releases", answers.Releases, "Every published version, the latest first")
def releases(request):
    _only(request, set())
    return {"releases": [answers.release(found) for found in _published()]}


@reading("/releases/{month}", answers.Releases, "The published versions of one month, the latest first")
def release(request, month: str):
    """404 before anything is published of it."""
    _only(request, set())
    found = [each for each in _published() if f"{each.month:%Y-%m}" == month]
    if not found:
        raise Http404
    return {"releases": [answers.release(each) for each in found]}


def _published():
    return Release.objects.published().select_related("snapshot")


def _page(name, asked, choices):
    shown = asked.answer
    paginator = Paginator(shown.rows, choices.per_page)
    if choices.page > paginator.num_pages:
        raise problems.Refused([("page", f"There are {paginator.num_pages} pages.")])
    page = paginator.page(choices.page)
    measures = dict.fromkeys(column.definition for column in shown.columns)
    return {
        "name": name,
        "title": shown.title,
        "status": label(),
        "as_at": asked.as_at,
        "page_url": settings.SITE_URL + asked.path,
        "chosen": [{"name": label, "value": str(value)} for label, value in asked.form.chosen],
        "columns": [{"key": c.key, "title": c.title, "measure": c.measure, "month": c.month} for c in shown.columns],
        "rows": [answers.row(each) for each in page],
        "total": shown.total and answers.row(shown.total),
        "count": paginator.count,
        "page": page.number,
        "pages": paginator.num_pages,
        "next": _turn(name, asked, choices, page.number + 1) if page.has_next() else None,
        "previous": _turn(name, asked, choices, page.number - 1) if page.has_previous() else None,
        "definitions": answers.definitions(measures),
        "notes": answers.notes([("Sums", ROUNDED), *METHOD]),
    }


def _turn(name, asked, choices, page):
    query = urlencode({"page": page, "per_page": choices.per_page})
    return f"{_address(name)}?{asked.query}&{query}" if asked.query else f"{_address(name)}?{query}"


def _address(name):
    return settings.SITE_URL + reverse("figures-api:table", args=[name])


def _only(request, known):
    """A parameter that nobody reads would give a number that was not asked for."""
    unknown = sorted(set(request.GET) - known)
    twice = sorted(name for name in request.GET if len(request.GET.getlist(name)) > 1)
    if unknown or twice:
        raise problems.Refused(
            [(name[:40], "There is no such parameter here.") for name in unknown]
            + [(name[:40], "Give it once.") for name in twice]
        )


def _errors(form):
    return [("" if name == "__all__" else name, said) for name, found in form.errors.items() for said in found]
