"""What programs find that look through the web: what they may read, a list of all public pages, and the small picture they ask for."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

PLAIN = "text/plain; charset=utf-8"


@require_safe
def robots(request):
    """Everything that is public; of a demonstration nothing, for it is invented."""
    if settings.DEMONSTRATION:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        lines = [
            "User-agent: *",
            f"Disallow: {reverse('wagtailadmin_home')}",
            f"Sitemap: {_whole(reverse('home:sitemap'))}",
        ]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)


@require_safe
def sitemap(request):
    """The address of every public page, a line each, as sitemaps.org has it for plain text."""
    root = Site.find_for_request(request).root_page
    public = Page.objects.descendant_of(root, inclusive=True).live().public().order_by("path")
    paths = (path.removeprefix(root.url_path) for path in public.values_list("url_path", flat=True))
    return HttpResponse("".join(f"{_whole('/' + path)}\n" for path in paths), content_type=PLAIN)


@require_safe
def icon(request):
    """Where programs look that have not read the page."""
    return redirect(static("look/favicon.ico"))


def _whole(path):
    return f"{settings.SITE_URL}{path}"
