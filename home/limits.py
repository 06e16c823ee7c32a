"""How large a request may be: it is refused by what it says of itself, before a byte of it is read. TRACE is refused for all."""

from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse


class RequestSize:
    """The CMS takes pictures, films and modules; the door of verification answers for itself; every other form is small."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.cms, self.verify = reverse("wagtailadmin_home"), reverse("certificates:verify-form")

    def __call__(self, request):
        if request.method == "TRACE":  # repeats what a proxy has added
            return HttpResponseNotAllowed(["GET", "HEAD", "POST", "OPTIONS"])
        if _length(request) > self._most(request.path_info):
            return render(request, "413.html", status=413)
        return self.get_response(request)

    def _most(self, path):
        if path == self.verify:
            return settings.LARGEST_UPLOAD
        return settings.LARGEST_UPLOAD if path.startswith(self.cms) else settings.LARGEST_REQUEST


def _length(request):
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0
