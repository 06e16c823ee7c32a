"""The files of a table, in the formats that offices and programs read."""

from django.conf import settings
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from look.spreadsheets import TYPES

from . import cells, exporting
from .asking import NoSuchTable, ask
from .views import context_of, for_analysts


@for_analysts
@require_safe
def table(request, table, kind):
    """The same choice as on the page gives the same figures, in a file."""
    try:
        asked = ask(table, request.GET)
    except NoSuchTable as error:
        raise Http404 from error
    if not asked.is_valid:
        context = context_of(question=asked.question, form=asked.form)
        return render(request, "reports/table.html", context, status=400)
    answer = asked.answer
    return exporting.as_file(kind, asked.name, *exporting.sheets(answer, exporting.notes_on_answer(asked, answer)))


@for_analysts
@require_safe
def every_cell(request):
    """All that may be shown of the chosen months, in one long file for programs."""
    try:
        asked = ask("months", request.GET)
    except NoSuchTable as error:
        raise Http404 from error
    if not asked.is_valid:
        context = context_of(question=asked.question, form=asked.form)
        return render(request, "reports/table.html", context, status=400)
    specimen = "specimen-" if settings.DEMONSTRATION else ""
    name = f"{specimen}every-figure-{asked.form.cut.last:%Y-%m}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(cells.csv_of(asked.form.cut.months), content_type=TYPES["csv"], headers=headers)
