"""What readers ask for that is no page of the tree: a module to print."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from paper.press import NotPrinted

from .booklet import booklet
from .models import ModulePage

PATIENCE = 10  # seconds in the queue of the press


@require_safe
def module_on_paper(request, code):
    """The PDF; a page that says when to come back where the press is busy or broken."""
    module = ModulePage.objects.live().public().filter(code=code).first()
    if module is None:
        raise Http404
    try:
        pdf = booklet(module, wait=PATIENCE)
    except NotPrinted:
        response = render(request, "courses/not_printed.html", {"module": module}, status=503)
        response["Retry-After"] = "60"
        return response
    name = f'inline; filename="{module.slug}.pdf"'
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": name})
