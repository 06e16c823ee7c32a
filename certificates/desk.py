"""The operators' desk in the CMS: find a certificate, see what became of it, revoke, reissue, resend. Batches are in batch_desk."""

from functools import wraps

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView

from audit.models import Event
from people.models import User

from . import actions, rules
from .codes import meant
from .desk_forms import RevokeForm
from .layout import in_words
from .models import Certificate, CertificateDocument, Kind
from .permissions import Operators, can_operate, can_see_former_name

HIDDEN = "(a former name)"
STATES = {
    "valid": Q(revoked_at=None, replaced_at=None, renewed_at=None, withdrawn_at=None),
    "revoked": Q(revoked_at__isnull=False),
    "replaced": Q(replaced_at__isnull=False),
    "renewed": Q(renewed_at__isnull=False),
    "withdrawn": Q(withdrawn_at__isnull=False),
}
DOCUMENTS = {"due": "Not made yet", "problem": "Could not be made", "stored": "Stored"}


def operators(view):
    """Only for those who may operate."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not can_operate(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


class CertificatesFilter(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(choices=Kind.choices)
    state = django_filters.ChoiceFilter(
        method="in_state", choices=[(code, code.capitalize()) for code in STATES], label="State"
    )
    document = django_filters.ChoiceFilter(method="with_document", choices=list(DOCUMENTS.items()), label="Document")
    awarded_on = django_filters.DateFromToRangeFilter(label="Awarded")

    class Meta:
        model = Certificate
        fields = ["kind", "state", "document", "awarded_on", "organisation"]

    def in_state(self, queryset, name, value):
        return queryset.filter(STATES[value])

    def with_document(self, queryset, name, value):
        if value == "stored":
            return queryset.filter(stored=True)
        due = queryset.filter(STATES["valid"], stored=False)
        return due.exclude(render_problem="") if value == "problem" else due


class CertificatesView(IndexView):
    """The list, searched by code, by name and by email address."""

    model = Certificate
    permission_policy = Operators(Certificate)
    page_title = "Certificates"
    header_icon = "list-ol"
    index_url_name, index_results_url_name = "certificate-desk:index", "certificate-desk:index_results"
    filterset_class = CertificatesFilter
    default_ordering = "-issued_at"
    paginate_by = 50
    is_searchable = True

    @property
    def columns(self):
        return [
            TitleColumn(
                "code", label="Code", get_url=lambda row: reverse("certificate-desk:certificate", args=[row.pk])
            ),
            Column("name", accessor=lambda row: name_for(self.request.user, row), label="Name"),
            Column("organisation_name", label="Organisation"),
            Column("title", label="Awarded for"),
            Column("awarded_on", accessor=lambda row: in_words(row.awarded_on), label="Awarded", sort_key="awarded_on"),
            Column("state", accessor=lambda row: rules.state(row, timezone.localdate()).value, label="State"),
            Column("document", accessor=document_in_words, label="Document"),
        ]

    def get_base_queryset(self):
        stored = CertificateDocument.objects.filter(certificate=OuterRef("pk")).exclude(file="")
        return Certificate.objects.annotate(stored=Exists(stored))

    def search_queryset(self, queryset):
        return queryset.filter(matches(self.search_query, self.request.user)) if self.search_query else queryset

    def get_add_url(self):
        return None


def matches(typed, user) -> Q:
    """By code however it is typed, by name, by email address. Nobody finds by a former name what they may not see."""
    name = Q(name__icontains=typed)
    if not user.has_perm("certificates.view_former_name"):
        name &= ~Q(correction="name")
    return name | Q(code=meant(typed) or "") | Q(learner__email__iexact=typed)


def name_for(user, certificate) -> str:
    return certificate.name if can_see_former_name(user, certificate) else HIDDEN


def document_in_words(certificate) -> str:
    if certificate.stored:
        return DOCUMENTS["stored"]
    if not certificate.name:
        return "Waits for a name"
    return DOCUMENTS["problem" if certificate.render_problem else "due"]


@operators
def certificate(request, pk, revoke_form=None):
    """Its facts, documents and history, and what can be done with it."""
    found = get_object_or_404(Certificate.objects.select_related("learner", "replaced_by", "replaces"), pk=pk)
    state = rules.state(found, timezone.localdate())
    context = {
        "certificate": found,
        "name": name_for(request.user, found),
        "sees_former": can_see_former_name(request.user, found),
        "state": state.value,
        "is_current": state in {rules.State.VALID, rules.State.EXPIRED},
        "is_revocable": rules.shows_facts(state),
        "documents": found.documents.all(),
        "history": history(found),
        "revoke_form": revoke_form or RevokeForm(),
    }
    return render(request, "certificates/admin/certificate.html", context, status=422 if revoke_form else 200)


def history(certificate) -> list[dict]:
    """What the audit log has about its code, with the people who did it."""
    events = list(Event.objects.about(certificate.code))
    people = User.objects.in_bulk({event.actor for event in events if event.actor})
    return [{"event": event, "who": _called(people.get(event.actor), certificate)} for event in events]


def _called(person, certificate):
    if person is None:
        return "The system"
    return "The holder" if person.pk == certificate.learner_id else person.email


@require_POST
@operators
def revoke(request, pk):
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return certificate(request, pk, revoke_form=form)
    found = get_object_or_404(Certificate, pk=pk)
    done = actions.revoke(certificate=found, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
    _say(request, done, "The certificate is revoked. Its page and its badge say so from now on.")
    return redirect("certificate-desk:certificate", pk)


@require_POST
@operators
def reissue(request, pk):
    """A new code for the same facts."""
    found = get_object_or_404(Certificate, pk=pk)
    new = actions.reissue(certificate=found, by=request.user, at=timezone.now())
    _say(request, new != found, f"Issued again as {new.code}. The old code says only that it was replaced.")
    return redirect("certificate-desk:certificate", new.pk)


@require_POST
@operators
def resend(request, pk):
    found = get_object_or_404(Certificate.objects.current(), pk=pk)
    actions.resend(certificate=found, by=request.user, at=timezone.now())
    _say(request, True, "The holder is told once more that it is ready.")
    return redirect("certificate-desk:certificate", pk)


@require_POST
@operators
def try_again(request, pk):
    found = get_object_or_404(Certificate.objects.current(), pk=pk)
    actions.try_again(certificate=found, by=request.user, at=timezone.now())
    _say(request, True, "The document is made as soon as the press is free.")
    return redirect("certificate-desk:certificate", pk)


def _say(request, done, words):
    if done:
        messages.success(request, words)
    else:
        messages.warning(request, "Nothing was changed: the certificate was not current any more.")
