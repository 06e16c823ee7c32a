"""What the public sees: the list of releases, what is announced, a release with its files. No account is needed."""

from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from reports import opendata, publication
from reports.definitions import status
from reports.models import Release

from .releases import names_of, release_of, seen_by

MINUTES = 5


def open_to_all(view):
    """Kept by anybody for some minutes, and then asked for by its ETag."""

    @require_safe
    @conditional_page
    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, public=not request.user.is_authenticated, max_age=60 * MINUTES)
        return response

    return answered


@open_to_all
def listed(request):
    found = Release.objects.select_related("snapshot").defer("content")
    latest = {}
    for each in found.published():
        latest.setdefault(each.month, each)
    context = {"releases": list(latest.values()), "announced": found.announced().order_by("publish_at")}
    return render(request, "reports/published.html", context | {"status": status(released=True)})


@open_to_all
def latest(request, month):
    found = Release.objects.published().select_related("snapshot").filter(snapshot__month=month).first()
    if found is None:
        raise Http404
    return _page(request, found)


@open_to_all
def release(request, month, version):
    """Every version stays where it is; an earlier one says that there is a later."""
    return _page(request, _published(month, version))


@open_to_all
def file(request, month, version, name):
    found = _published(month, version)
    files = opendata.files(found)
    if name == "datapackage.json":
        return HttpResponse(opendata.package(found, files), content_type="application/json")
    if name not in files:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="figures-{month:%Y-%m}-v{version}-{name}"'}
    return HttpResponse(files[name].content, content_type="text/csv; charset=utf-8", headers=headers)


def _published(month, version):
    return release_of(month, version, Release.objects.published())


def _page(request, found):
    content = publication.read(found.content)
    versions = Release.objects.published().filter(snapshot__month=found.month).select_related("snapshot")
    context = {
        "release": found,
        "content": content,
        "versions": versions.defer("content"),
        "later": versions.defer("content").filter(snapshot__version__gt=found.version).first(),
        "files": opendata.files(found).values(),
        "seen_by": seen_by(found),
        "names": names_of(found),
        "today": timezone.localdate(),
    }
    return render(request, "reports/published_release.html", context)
