"""The public answer to "is this certificate real?", by code or by file. Reads one row, writes nothing, stores nothing."""

import hashlib
from functools import wraps

from allauth.core.internal.ratelimit import consume
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods, require_safe

from people.doors import posted

from . import rules, summary
from .codes import meant
from .forms import CodeForm, FileForm
from .models import Certificate, CertificateDocument
from .uploads import is_too_large


def unindexed(view):
    """No search engine lists it and no cache keeps it."""

    @wraps(view)
    def quiet(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        add_never_cache_headers(response)
        return response

    return quiet


@unindexed
@require_safe
def verify(request, typed):
    """One look-up whatever was typed; only what is not found counts against the network that asks."""
    certificate = Certificate.objects.select_related("replaced_by").filter(code=meant(typed) or "").first()
    if certificate is None:
        return _not_found(request, typed)
    return _answer(request, certificate)


def _answer(request, certificate, compared=False):
    state = rules.state(certificate, timezone.localdate())
    shown = rules.shows_facts(state)
    context = {
        "certificate": certificate,
        "state": state.value,
        "shows_facts": shown,
        "rows": summary.rows(certificate) if shown else [],
        "compared": compared,
        "successor": certificate.replaced_by if certificate.shows_successor else None,
    }
    return render(request, "certificates/verify.html", context)


def _may(action, request):
    """allauth's public door never limits a GET, and a miss is one."""
    return consume(request, app="allauth.account", action=action, limit_get=True)


def _not_found(request, typed):
    if not _may("verify_misses", request):
        return render(request, "429.html", status=429)
    context = {"code_form": CodeForm(initial={"code": typed[:80]}), "typed": typed[:80]}
    return render(request, "certificates/not_found.html", context, status=404)


@unindexed
@require_http_methods(["GET", "HEAD", "POST"])
def verify_form(request):
    if request.method == "POST":
        return _check_file(request)
    code_form = CodeForm(request.GET if "code" in request.GET else None)
    if code_form.is_bound and code_form.is_valid():
        return redirect("certificates:verify", code_form.cleaned_data["code"])
    return _show_forms(request, code_form, FileForm())


def _check_file(request):
    if not _may("verify_uploads", request):
        return render(request, "429.html", status=429)
    form = FileForm(posted(request), request.FILES, too_large=is_too_large(request))
    if not form.is_valid():
        return _show_forms(request, CodeForm(), form)
    pdf = form.cleaned_data["file"]
    document = CertificateDocument.objects.filter(sha256=hashlib.sha256(pdf).hexdigest())
    found = document.select_related("certificate__replaced_by").first()
    if found:
        return _answer(request, found.certificate, compared=True)
    sealed = import_string("certificates.signature.is_ours_and_whole")(pdf)
    return render(request, "certificates/not_ours.html", {"sealed": sealed, "code_form": CodeForm()})


def _show_forms(request, code_form, file_form):
    wrong = code_form.is_bound or file_form.is_bound
    context = {"code_form": code_form, "file_form": file_form, "form": file_form if file_form.is_bound else code_form}
    return render(request, "certificates/verify_form.html", context, status=422 if wrong else 200)
