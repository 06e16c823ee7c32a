"""The files of a table, in the formats that offices and programs read."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import exporting
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
