"""The search page."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from . import search
from .forms import FindForm

ON_A_PAGE = 20


@require_GET
def find(request):
    """Searching what is published. Whatever is asked, the page answers in words."""
    form = FindForm(request.GET or None)
    places = search.places(request)
    asked = search.Asked(**form.asked) if form.is_valid() else search.Asked()
    found = search.find(asked, places) if form.is_valid() else []
    rest = request.GET.copy()
    rest.pop("page", None)
    context = {
        "form": form,
        "asked": asked,
        "found": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "meant": "" if found else search.meant(asked.words, places),
        "titles": sorted({place.title for place in places if place.kind != "Page"}),
        "rest": rest.urlencode(),
    }
    return render(request, "home/search.html", context, status=422 if form.errors else 200)
