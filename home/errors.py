"""The pages for what went wrong: plain words and a way forward."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.cache import never_cache

# The database is gone, full or held up; a statement that is wrong is neither.
AWAY = InterfaceError, OperationalError
SOON = 30  # seconds after which it is worth coming back


def csrf_failure(request, reason=""):
    """A form that was open too long, or came from elsewhere. Nothing was saved."""
    return render(request, "403_csrf.html", status=403)


@never_cache
def server_error(request):
    """A fault of ours is 500; a database that cannot answer now is 503, and says when to come back. Rendered without a context, whose
    making may be what failed; with the number by which the request is found in the logs, where it has one."""
    away = isinstance(sys.exc_info()[1], AWAY)
    page = loader.get_template("503.html" if away else "500.html").render({"number": getattr(request, "number", "")})
    return HttpResponse(page, status=503 if away else 500, headers={"Retry-After": SOON} if away else {})
