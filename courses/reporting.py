"""The editors’ reports of the CMS: what they have in common, and the one on coverage, principles by audience."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import render
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView

from look.spreadsheets import TYPES, WRITERS, Sheet
from people.permissions import is_editor

from .coverage import coverage, table

FORMATS = ("csv", "xlsx")


class EditorsReport(ReportView):
    """A report for those who write and publish, and for nobody else. It shows rounded numbers of learners, and never a learner."""

    def dispatch(self, request, *args, **kwargs):
        if not is_editor(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class EditorsMenuItem(MenuItem):
    def is_shown(self, request):
        return is_editor(request.user)


def shown_percent(number):
    return "[c]" if number is None else f"{number}%"


def coverage_report(request):
    """?audience=CODE shows one audience; ?export=csv or xlsx gives the file of what is shown."""
    if not is_editor(request.user):
        raise PermissionDenied
    every = coverage()
    chosen = request.GET.get("audience", "")
    rows = [row for row in every if chosen in ("", row.audience.code)]
    if not rows:
        raise Http404
    if (extension := request.GET.get("export")) in FORMATS:
        return _file(rows, extension)
    context = {"rows": rows, "principles": [cell.principle for cell in rows[0].cells], "chosen": chosen}
    return render(request, "courses/admin/coverage.html", context | {"audiences": [row.audience for row in every]})


def _file(rows, extension):
    headings, lines = table(rows)
    chunks = WRITERS[extension](Sheet("Coverage", headings, lines))
    name = f'attachment; filename="coverage.{extension}"'
    return StreamingHttpResponse(chunks, content_type=TYPES[extension], headers={"Content-Disposition": name})
