"""What a holder sees of their own certificates. Somebody else's is not there."""

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache

from people.doors import signed_in

from . import actions, badges, baking, renewal, rules, sharing, summary
from .models import Certificate, Correction
from .rendering import NotRendered
from .rendering import render as render_document

PATIENCE = 5  # seconds that a reader waits for the press


@signed_in("GET")
def certificate(request, code):
    mine = _mine(request, code)
    state = rules.state(mine, timezone.localdate())
    context = {
        "certificate": mine,
        "state": state.value,
        "shows_facts": rules.shows_facts(state),
        "rows": summary.rows(mine),
        "linkedin": sharing.linkedin(mine),
        "renewal": _renewal(mine, state),
        "name_differs": state == rules.State.VALID and mine.name != request.user.name,
        "former": Certificate.objects.filter(replaced_by=mine).exclude(correction=Correction.NAME).first(),
    }
    return render(request, "certificates/certificate.html", context)


@never_cache
@signed_in("GET")
def download(request, code):
    """The stored file; where it is not there yet it is made now, so that nobody waits for a queue."""
    mine = _mine(request, code)
    if not _may_be_taken(mine):
        return redirect("certificates:certificate", mine.code)
    try:
        document = mine.documents.exclude(file="").first() or render_document(mine, at=timezone.now(), wait=PATIENCE)
        opened = document.file.open("rb") if document else None
    except (NotRendered, OSError):
        return _being_prepared(request, mine)
    if opened is None:
        raise Http404
    name = f"Certificate {slugify(mine.title)[:80]} {mine.code}.pdf"
    return FileResponse(opened, as_attachment=True, filename=name, content_type="application/pdf")


BADGES = {  # form: its media type, and how it is made
    "svg": ("image/svg+xml", baking.svg),
    "png": ("image/png", baking.png),
    "jwt": ("application/vc+jwt", lambda certificate: badges.token(certificate).encode()),
}


@signed_in("GET")
def badge(request, code, form):
    """The Open Badge, made anew from the frozen facts."""
    mine = _mine(request, code)
    if not _may_be_taken(mine):
        return redirect("certificates:certificate", mine.code)
    kind, make = BADGES[form]
    name = f"Badge {slugify(mine.title)[:80]} {mine.code}.{form}"
    return FileResponse(BytesIO(make(mine)), as_attachment=True, filename=name, content_type=kind)


@signed_in("POST")
def correct_name(request, code):
    """Replaces the certificate by one with the name that the account has now."""
    new = actions.correct_name(certificate=_mine(request, code), at=timezone.now())
    messages.success(request, "Your certificate now has your name as it stands in your account.")
    return redirect("certificates:certificate", new.code)


@signed_in("POST")
def show_successor(request, code):
    mine = _mine(request, code)
    actions.show_successor(certificate=mine, shown=request.POST.get("shown") == "yes")
    return redirect("certificates:certificate", mine.code)


def _mine(request, code):
    return get_object_or_404(Certificate.objects.of(request.user).select_related("learner", "replaced_by"), code=code)


def _renewal(certificate, state):
    """What is still to do, where renewing has begun and nothing stands against it."""
    is_open = renewal.may_begin(certificate, timezone.localdate())
    return renewal.steps(certificate) if is_open and state in {rules.State.VALID, rules.State.EXPIRED} else []


def _may_be_taken(certificate):
    return certificate.name and rules.shows_facts(rules.state(certificate, timezone.localdate()))


def _being_prepared(request, mine):
    response = render(request, "certificates/being_prepared.html", {"certificate": mine}, status=503)
    response["Retry-After"] = "20"
    return response
