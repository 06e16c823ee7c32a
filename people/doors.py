"""Doors that need somebody signed in. Who is not comes back to the page they were on, and is told what became of what they sent."""

from functools import wraps
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render, resolve_url
from django.urls import register_converter
from django.urls.converters import IntConverter
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from .kept import keep
from .permissions import is_administrator
from .signup import safe_next


class IdConverter(IntConverter):
    """A number that every database can hold: a longer one is no address of ours (`<id:pk>` instead of `<int:pk>`)."""

    regex = "[0-9]{1,18}"


register_converter(IdConverter, "id")

NOTHING_SAVED = "You had been signed out, so nothing was saved. Sign in, and we take you back to where you were."
ANSWER_KEPT = "You had been signed out before your answer was saved. Sign in within an hour: it is where you chose it."


def signed_in(*methods, seal=None):
    """Answers only these methods (405), and only for somebody signed in. What the page says of a person is never cached.

    `seal(request, …)` may keep a choice that somebody sent who had been signed out, and says whether it did.
    """

    def guard(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                is_kept = bool(seal and request.method == "POST" and seal(request, *args, **kwargs))
                return _at_the_door(request, _way_back(request, methods), ANSWER_KEPT if is_kept else NOTHING_SAVED)
            response = view(request, *args, **kwargs)
            add_never_cache_headers(response)
            return response

        return require_http_methods([*methods, "HEAD"] if "GET" in methods else methods)(guarded)

    return guard


def for_administrators(*methods):
    """The same, and 403 for everybody who is no administrator."""

    def guard(view):
        @signed_in(*methods)
        @wraps(view)
        def guarded(request, **kwargs):
            if not is_administrator(request.user):
                raise PermissionDenied
            return view(request, **kwargs)

        return guarded

    return guard


def _at_the_door(request, back, what_became_of_it):
    door = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}"
    text = request.POST.get("text", "").strip() if request.method == "POST" else ""
    if text:
        context = {"text": text, "door": door, "is_kept": keep(request, text)}
        response = render(request, "people/signed_out.html", context, status=403)
        add_never_cache_headers(response)
        return response
    if request.method == "POST":
        messages.info(request, what_became_of_it)
    return redirect(door)


def _way_back(request, methods):
    """This page where it can be read, else the page that sent the form; a form shown again at its own address has none."""
    if "GET" in methods:
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    is_here = came_from.netloc == request.get_host() and came_from.path != request.path
    return (is_here and safe_next(request, came_from.path)) or resolve_url(settings.LOGIN_REDIRECT_URL)


def posted(request):
    """What a form is bound to: on a POST always, even one that brought nothing."""
    return request.POST if request.method == "POST" else None
