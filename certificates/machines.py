"""What machines ask in public: whose keys sign our badges, and which badges do not stand any more."""

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from . import badges


def _for_everyone(view):
    """A checker may run in any page of the web; what it reads names nobody."""

    def answer(request, **kwargs):
        response = view(request, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return require_safe(cache_control(public=True, max_age=300)(answer))


@_for_everyone
def issuer(request):
    return JsonResponse(badges.did_document(), content_type="application/did+json")


@_for_everyone
def status(request, number):
    signed = badges.status_list(number, timezone.now())
    if signed is None:
        raise Http404
    return HttpResponse(signed, content_type="application/vc+jwt")
