"""Doors that must not be there: a token of Wagtail's content API edits and publishes past the second factor,
and Django's admin asks for a password."""

from django.urls import URLPattern, get_resolver, path
from django.views.generic import View
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

UNWANTED = ("wagtail.api.", "django.contrib.admin.")


def views(patterns) -> list[tuple[str, str]]:
    """Every route below, with the module of the code that answers it."""
    found = []
    for entry in patterns:
        if isinstance(entry, URLPattern):
            view = getattr(entry.callback, "view_class", None) or getattr(entry.callback, "cls", entry.callback)
            found.append((str(entry.pattern), f"{view.__module__}.{getattr(view, '__name__', '')}"))
        else:
            found += [(f"{entry.pattern}{route}", name) for route, name in views(entry.url_patterns)]
    return found


def unwanted(patterns) -> list[str]:
    return [f"{route} → {name}" for route, name in views(patterns) if name.startswith(UNWANTED)]


def test_neither_wagtails_api_nor_djangos_admin_is_mounted():
    assert unwanted(get_resolver().url_patterns) == []


def test_a_mounted_api_would_be_found():
    router = WagtailAPIRouter("planted")
    router.register_endpoint("pages", PagesAPIViewSet)
    planted = [path("ours/", View.as_view()), path("api/", (router.get_urlpatterns(), "planted", "planted"))]
    assert len(unwanted(planted)) >= 2
