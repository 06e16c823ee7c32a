"""The page behind the link in a nudge: one button, and RFC 8058's POST by the mail program, without signing in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from . import recipients

ONE_CLICK = "One-Click"


@csrf_exempt  # a mail program has no token of ours: the signed link is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """A GET changes nothing: link scanners open it. A link of which nothing is kept any more leads to a page that says so."""
    message = recipients.message_of(token)
    if message is None:
        return render(request, "mail/unsubscribe_unknown.html", status=404)
    if request.method == "POST":
        recipients.unsubscribe(person=message.person, address=message.to, at=timezone.now())
        if request.POST.get("List-Unsubscribe") == ONE_CLICK:
            return HttpResponse("You will get no more reminders.", content_type="text/plain; charset=utf-8")
    return render(request, "mail/unsubscribe.html", {"done": request.method == "POST"})
