"""Between editors and a page that cannot be published: the refusal in words, and forms as large as a question bank."""

from django.core.exceptions import TooManyFieldsSent
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from .judging import Refused
from .wording import editor_url, say_refused

SMALL = 1000  # fields: enough for every form outside the CMS


def in_cms(request):
    return request.path.startswith(reverse("wagtailadmin_home"))


class RefusedInWords:
    """Whichever view of the CMS tried (edit, approve, bulk, unpublish, move, delete): the editor reads why, on the page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused) or not in_cms(request):
            return None
        say_refused(request, exception.page, exception.findings)
        back = editor_url(exception.page)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": back})
        return redirect(back)


class LargeForms:
    """DATA_UPLOAD_MAX_NUMBER_FIELDS is as high as a bank of questions needs it; outside the CMS no form is so large."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not in_cms(request) and sum(len(given) for _, given in request.POST.lists()) > SMALL:
            raise TooManyFieldsSent
        return self.get_response(request)
