"""What an answer looks like that is none: RFC 9457, in words that say what to do."""

from functools import wraps

from django.http import Http404, JsonResponse
from ninja.errors import HttpError, Throttled, ValidationError

from reports.reading import TooLong

TITLES = {
    400: "The request cannot be answered",
    401: "A valid token is needed",
    404: "There is nothing here",
    405: "This interface is read-only",
    429: "Too many requests",
    503: "This took too long",
}
NO_TOKEN = "Send the header “Authorization: Bearer …” with a token that an administrator of this service gave you."
SMALLER = "Ask for fewer months or one region, or try again in a minute. Nothing is wrong with the request."
NOT_HERE = "Ask /api/v1/tables for the tables there are. Before the first count there is none."


class Refused(Exception):
    """`errors`: [(parameter, sentence)] of what cannot be asked."""

    def __init__(self, errors):
        super().__init__()
        self.errors = errors


def problem(status, detail, *, errors=(), **headers):
    body = {"type": "about:blank", "title": TITLES.get(status, "Error"), "status": status, "detail": detail}
    if errors:
        body["errors"] = [{"parameter": name, "detail": sentence} for name, sentence in errors]
    return JsonResponse(body, status=status, content_type="application/problem+json", headers=headers)


def not_found(request, *args, **kwargs):
    return problem(404, NOT_HERE)


def read_only(view):
    """Answers GET and HEAD, and says so to everything else. The web server leaves the body of a HEAD out."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method == "HEAD":
            request.method = "GET"
        if request.method != "GET":
            return problem(405, "Only GET is answered here.", Allow="GET, HEAD")
        return view(request, *args, **kwargs)

    return guarded


def speak(api):
    """Every error of this API is said this way."""

    @api.exception_handler(HttpError)
    def refused(request, error):
        headers = {"WWW-Authenticate": "Bearer"} if error.status_code == 401 else {}
        return problem(error.status_code, NO_TOKEN if error.status_code == 401 else str(error), **headers)

    @api.exception_handler(Throttled)
    def too_often(request, error):
        wait = error.wait or 1
        return problem(429, f"Try again in {wait} seconds.", **{"Retry-After": str(wait)})

    @api.exception_handler(ValidationError)
    def malformed(request, error):
        errors = [(str(each["loc"][-1]), each["msg"]) for each in error.errors]
        return problem(400, "A parameter cannot be read.", errors=errors)

    @api.exception_handler(Refused)
    def impossible(request, error):
        return problem(400, "This cannot be asked.", errors=error.errors)

    @api.exception_handler(TooLong)
    def took_too_long(request, error):
        return problem(503, SMALLER, **{"Retry-After": "60"})

    @api.exception_handler(Http404)
    def missing(request, error):
        return not_found(request)
