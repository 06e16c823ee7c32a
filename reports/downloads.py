"""The files of a table, in the formats that offices and programs read."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from look.spreadsheets import WRITERS

from . import cells, exporting
from .asking import NoSuchTable, ask
from .views import context_of, for_analysts


@for_analysts
@require_safe
def table(request, table, kind):
    """The same choice as on the page gives the same figures, in a file."""

    def write(asked):
        answer = asked.answer
        return WRITERS[kind](*exporting.sheets(answer, exporting.notes_on_answer(asked, answer)))

    return _file(request, table, kind, write)


@for_analysts
@require_safe
def every_cell(request):
    """All that may be shown of the chosen months, in one long file for programs."""
    return _file(request, "months", "csv", lambda asked: cells.csv_of(asked.form.cut.months), name="every-figure")


def _file(request, table, kind, write, name=""):
    """`write(asked)`: its content. Who asks for the head alone learns whether there is one, and none is made for it."""
    try:
        asked = ask(table, request.GET)
    except NoSuchTable as error:
        raise Http404 from error
    if not asked.is_valid:
        context = context_of(question=asked.question, form=asked.form)
        return render(request, "reports/table.html", context, status=400)
    content = () if request.method == "HEAD" else write(asked)
    cut = asked.form.cut
    rows = f"-by-{cut.by}" if cut.by else ""
    return exporting.as_file(kind, f"{name or table}{rows}-{cut.last:%Y-%m}", content)
