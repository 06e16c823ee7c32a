"""Where analysts prepare a release: preview, approval by a second person, the announced day, who saw it earlier, corrections."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from people.models import User
from reports import publication, releases
from reports.models import Release, ReleaseState
from reports.views import context_of, for_analysts

from .forms import ApprovalForm, CorrectionForm, OfficeForm


@for_analysts
@require_safe
def listed(request):
    return render(request, "reports/releases.html", context_of(releases=_releases()))


@for_analysts
@require_safe
def release(request, month, version):
    """Before it is published, what is in it is shown to those who stand on its list."""
    found = release_of(month, version)
    return _page(request, found)


@for_analysts
@require_POST
def preview(request, month, version):
    """Opening the preview puts a person on the list, so it is a button and not a link."""
    found = release_of(month, version)
    if found.state != ReleaseState.PUBLISHED:
        releases.open_preview(release=found, by=request.user, at=timezone.now())
    return redirect(_address(found))


@for_analysts
@require_POST
def pass_preview(request, month, version):
    return _done(request, month, version, releases.pass_preview, "Noted that you read it. Another analyst approves it.")


@for_analysts
@require_POST
def recall(request, month, version):
    return _done(
        request, month, version, releases.recall, "The approval is taken back, and the day is announced no more."
    )


@for_analysts
@require_POST
def approve(request, month, version):
    return _filled(
        request, month, version, ApprovalForm, "approval", releases.approve, "Approved. The day is announced."
    )


@for_analysts
@require_POST
def give_access(request, month, version):
    return _filled(request, month, version, OfficeForm, "office", releases.give_access, "The office is on the list.")


@for_analysts
@require_POST
def correct(request, month, version):
    """Leads to the new version, which starts as a draft."""
    found, form = release_of(month, version), CorrectionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, correction=form)
    try:
        corrected = releases.correct(release=found, by=request.user, at=timezone.now(), **form.cleaned_data)
    except releases.Refused as refused:
        return _refused(request, found, refused)
    messages.success(request, "A new version is drafted from the figures as they are now.")
    return redirect(_address(corrected))


def release_of(month, version, among=Release.objects):
    """404 for a month or a version that there is not."""
    return get_object_or_404(among.select_related("snapshot"), snapshot__month=month, snapshot__version=version)


def _done(request, month, version, action, words):
    found = release_of(month, version)
    try:
        action(release=found, by=request.user, at=timezone.now())
    except releases.Refused as refused:
        return _refused(request, found, refused)
    messages.success(request, words)
    return redirect(_address(found))


def _filled(request, month, version, form_class, name, action, words):
    found, form = release_of(month, version), form_class(request.POST)
    if form.is_valid():
        try:
            action(release=found, by=request.user, at=timezone.now(), **form.cleaned_data)
        except releases.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, words)
            return redirect(_address(found))
    return _page(request, found, status=422, **{name: form})


def _refused(request, found, refused):
    messages.error(request, str(refused))
    return redirect(_address(found))


def _page(request, found, status=200, **forms):
    seen = found.state == ReleaseState.PUBLISHED or found.pre_access.filter(person=request.user.pk).exists()
    context = {"approval": ApprovalForm(), "office": OfficeForm(), "correction": CorrectionForm()} | forms
    context["form"] = next(iter(forms.values()), None)
    context |= {
        "release": found,
        "content": publication.read(found.content) if seen else None,
        "seen_by": seen_by(found),
        "names": names_of(found),
        "is_preparer": found.previewed_by == request.user.pk,
    }
    return render(request, "reports/release.html", context_of(**context), status=status)


def seen_by(found):
    """[(who, why, when)] of everybody who saw it before it was published."""
    listed = list(found.pre_access.all())
    names = _names({each.person for each in listed})
    return [(each.office or names.get(each.person, "An analyst"), each.reason, each.given_at) for each in listed]


def names_of(found):
    """{"previewed": …, "approved": …}: names as they are now; whose account is gone stands without one."""
    names = _names({found.previewed_by, found.approved_by})
    return {"previewed": names.get(found.previewed_by, ""), "approved": names.get(found.approved_by, "an analyst")}


def _names(people):
    return {pk: name for pk, name in User.objects.filter(pk__in=people - {None}).values_list("pk", "name") if name}


def _releases():
    """Without what is in them, which is large."""
    return Release.objects.select_related("snapshot").defer("content")


def _address(found):
    return reverse("reports:release", args=[found.month, found.version])
