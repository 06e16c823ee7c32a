"""What happens to an award: issue, replace, revoke, withdraw, renew. Each writes rows; the document follows from the row."""

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from audit.actions import record as record_event
from mail.actions import queue
from mail.models import Purpose
from people.permissions import current_membership
from progress.rules import month_of

from . import facts as facts_of
from . import shelf
from .codes import new_code
from .models import Certificate, Correction, Validity

FROZEN = (
    "learner", "kind", "subject_key", "name", "membership", "organisation", "organisation_name", "title", "principles",
    "outcomes", "modules", "minutes", "by_assessment", "module_edition", "edition", "issuer", "is_specimen",
    "awarded_on", "awarded_month", "expires_on",
)  # fmt: skip


@transaction.atomic
def award_module(*, record, at) -> Certificate:
    """The module's certificate and, where this was the last of its published modules, the principle's."""
    certificate = issue(learner=record.learner, facts=facts_of.of_module(record), membership=record.membership, at=at)
    for code in certificate.principles:
        earned = facts_of.of_principle(code, record.learner)
        if earned and not Certificate.objects.of(record.learner).about(earned.kind, code).settled().exists():
            issue(learner=record.learner, facts=earned, membership=record.membership, at=at)
    return certificate


@transaction.atomic
def award_course(*, enrolment, at) -> Certificate | None:
    """Where the course awards a certificate."""
    if not enrolment.course.awards_certificate:
        return None
    membership = enrolment.membership
    if membership is None or membership.ends_on:
        membership = current_membership(enrolment.learner) or membership
    until = Validity.last_day_of(enrolment.course, timezone.localtime(at).date())
    facts = facts_of.of_course(enrolment)
    return issue(learner=enrolment.learner, facts=facts, membership=membership, at=at, expires_on=until)


@transaction.atomic
def issue(
    *, learner, facts, membership, at, organisation=None, earned_at=None, expires_on=None, asked=True
) -> Certificate:
    """The award in the transaction that earned it, once for each subject: the database lets one of two racers in.

    The organisation stands on it only where it counts; otherwise the certificate waits for `settle_organisation`. What was
    earned before says `earned_at` and `organisation`, as they were then. `asked` asks a worker for the document after the commit.
    """
    held = Certificate.objects.current().of(learner).about(facts.kind, facts.subject_key).first()
    if held:
        return held
    organisation = organisation or (membership and membership.counted_organisation)
    earned_at = earned_at or at
    row = Certificate(
        learner=learner,
        name=learner.name if learner.name_confirmed_at else "",
        membership=membership,
        organisation=organisation,
        organisation_name=organisation.name if organisation else "",
        issuer=settings.CERTIFICATE_ISSUER,
        is_specimen=settings.DEMONSTRATION or learner.is_demonstration,
        awarded_on=timezone.localtime(earned_at).date(),
        awarded_month=month_of(earned_at),
        expires_on=expires_on,
        **_plain(facts),
    )
    return _write(row, at, asked)


@transaction.atomic
def replace(*, certificate, correction, at, name=None, organisation=None, by=None) -> Certificate:
    """A new certificate, dated when it was earned; the old code from now on says only that it was replaced, and when.

    Returns the present one where this has been done, or where there is nothing left to replace.
    """
    old = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if not _is_current(old):
        return old.replaced_by or old
    row = Certificate(**{field: getattr(old, field) for field in FROZEN})
    if correction == Correction.NAME:
        row.name = name
    elif correction == Correction.ORGANISATION:
        row.organisation, row.organisation_name = organisation, organisation.name
    old.replaced_at, old.correction = at, correction
    old.save(update_fields=["replaced_at", "correction"])
    new = _write(row, at)
    old.replaced_by = new
    old.save(update_fields=["replaced_by"])
    actor = by.pk if by else old.learner_id
    record_event(name="certificates.replace", at=at, actor=actor, subject=old.code, correction=correction)
    return new


@transaction.atomic
def correct_name(*, certificate, at) -> Certificate:
    """The name that the learner has confirmed by now. One that never had a name gets it where it stands."""
    learner = certificate.learner
    if certificate.name == learner.name:
        return certificate
    if certificate.name:
        return replace(certificate=certificate, correction=Correction.NAME, name=learner.name, at=at)
    Certificate.objects.filter(pk=certificate.pk, name="").update(name=learner.name)
    _queue(certificate.pk)
    return Certificate.objects.get(pk=certificate.pk)


@transaction.atomic
def settle_organisation(*, membership, at):
    """An approval came: each certificate that waited for it is replaced by one that names the organisation."""
    for certificate in Certificate.objects.waiting_for(membership):
        replace(
            certificate=certificate, correction=Correction.ORGANISATION, organisation=membership.organisation, at=at
        )


@transaction.atomic
def revoke(*, certificate, reason, by, at):
    """For good. The reason is for the operators; the public page says that and when it was revoked."""
    changed = Certificate.objects.revocable().filter(pk=certificate.pk).update(revoked_at=at, revoked_reason=reason)
    if changed:
        record_event(name="certificates.revoke", at=at, actor=by and by.pk, subject=certificate.code)
    return bool(changed)


@transaction.atomic
def withdraw(*, certificate, at):
    """By its holder: the name and the files go, the code says that it was withdrawn."""
    row = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if row.withdrawn_at:
        return
    row.withdrawn_at, row.name = at, ""
    row.save(update_fields=["withdrawn_at", "name"])
    files = list(row.documents.values_list("file", flat=True))
    row.documents.update(file="")
    transaction.on_commit(lambda: shelf.clear(row, files), robust=True)
    record_event(name="certificates.withdraw", at=at, actor=row.learner_id, subject=row.code)


@transaction.atomic
def renew(*, certificate, facts, at, expires_on=None) -> Certificate | None:
    """A new pass, a new certificate; the old one stays true of its own time. None for what is not current, revoked a moment ago perhaps."""
    if not Certificate.objects.current().filter(pk=certificate.pk).update(renewed_at=at):
        return None
    record_event(name="certificates.renew", at=at, actor=certificate.learner_id, subject=certificate.code)
    membership = current_membership(certificate.learner)
    return issue(learner=certificate.learner, facts=facts, membership=membership, at=at, expires_on=expires_on)


@transaction.atomic
def reissue(*, certificate, by, at) -> Certificate:
    """The same facts under a new code, where the old one should not be used any more."""
    return replace(certificate=certificate, correction=Correction.REISSUE, by=by, at=at)


@transaction.atomic
def resend(*, certificate, by, at):
    """Tells the holder once more that it is ready."""
    tell(certificate=certificate, at=at, again=True)
    record_event(name="certificates.resend", at=at, actor=by.pk, subject=certificate.code)


@transaction.atomic
def try_again(*, certificate, by, at):
    """Lets a document that could not be made be tried now, without its pause."""
    Certificate.objects.filter(pk=certificate.pk).update(render_after=None, render_attempts=0)
    record_event(name="certificates.try-again", at=at, actor=by.pk, subject=certificate.code)
    _queue(certificate.pk)


def tell(*, certificate, at, again=False):
    """The message that it is ready: once, unless it is asked for again."""
    learner = certificate.learner
    queue(
        key=f"certificate-ready:{certificate.code}" + (f":{at:%Y%m%d%H%M%S}" if again else ""),
        purpose=Purpose.SERVICE,
        template="certificate_ready",
        to=learner.email,
        context={"certificate": certificate.pk},
        person=learner.pk,
        at=at,
    )


def show_successor(*, certificate, shown):
    """The holder lets the replaced code lead to this one, or not; never after a correction of the name."""
    Certificate.objects.filter(replaced_by=certificate).exclude(correction=Correction.NAME).update(
        shows_successor=shown
    )


def _plain(facts):
    return {field: getattr(facts, field) for field in facts.__dataclass_fields__}


def _is_current(certificate):
    return not (certificate.revoked_at or certificate.replaced_at or certificate.renewed_at or certificate.withdrawn_at)


def _write(row, at, asked=True):
    """Insert unless somebody else was first; returns the one that stands."""
    row.code, row.issued_at = new_code(), at
    Certificate.objects.bulk_create([row], ignore_conflicts=True)
    stands = Certificate.objects.current().get(learner=row.learner, kind=row.kind, subject_key=row.subject_key)
    if stands.code == row.code:
        record_event(name="certificates.issue", at=at, actor=row.learner_id, subject=row.code, kind=str(row.kind))
        if asked:
            _queue(stands.pk)
    return stands


def _queue(pk):
    """Only quicker: the row is the outbox. After the commit, and never to the learner's cost where the broker is away."""
    if settings.REDIS_URL:
        transaction.on_commit(lambda: current_app.send_task("certificates.tasks.render", [pk]), robust=True)
