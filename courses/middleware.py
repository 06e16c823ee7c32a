"""Between editors and the CMS: a click is one change, a refusal is in words, and forms are as large as a question bank."""

from functools import cache

from django.contrib import messages
from django.core.exceptions import TooManyFieldsSent, ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from .judging import Refused, invalid
from .wording import editor_url, say_refused

SMALL = 1000  # fields: enough for every form outside the CMS


@cache
def cms():
    return reverse("wagtailadmin_home")


def in_cms(request):
    return request.path.startswith(cms())


class OneChange:
    """A click in the CMS is one transaction: a page, its revision, its edition and what learners are owed are kept together
    or not at all. Whichever view tried (edit, approve, bulk, unpublish, move, delete), a refusal is read on the page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or not in_cms(request):
            return None
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except Refused as refused:
            return in_words(request, refused)
        except ValidationError as problem:
            messages.error(request, " ".join(finding.message for finding in invalid(problem)))
            return redirect("wagtailadmin_home")


def in_words(request, refused):
    say_refused(request, refused.page, refused.findings)
    back = editor_url(refused.page)
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": back})
    return redirect(back)


class LargeForms:
    """DATA_UPLOAD_MAX_NUMBER_FIELDS is as high as a bank of questions needs it; outside the CMS no form is so large."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method == "POST" and not in_cms(request) and _fields(request) > SMALL:
            raise TooManyFieldsSent
        return self.get_response(request)


def _fields(request):
    return sum(len(given) for _, given in request.POST.lists())
