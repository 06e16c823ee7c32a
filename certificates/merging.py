"""Two accounts of one person become one: their awards come together, and of two for the same thing the first stands."""

from audit.actions import record as record_event

from .models import Certificate


def unite(*, kept, merged, at):
    """No fact on a certificate changes. The later of two current ones is replaced, and its code says so and no more."""
    for certificate in Certificate.objects.current().of(merged):
        _let_one_stand(certificate, kept, at)
    Certificate.objects.of(merged).update(learner=kept)


def _let_one_stand(certificate, kept, at):
    about = {"kind": certificate.kind, "subject_key": certificate.subject_key}
    present = Certificate.objects.current().of(kept).filter(**about).first()
    if present is None:
        return
    later = max(present, certificate, key=lambda one: (one.issued_at, one.pk))
    Certificate.objects.filter(pk=later.pk).update(replaced_at=at)
    record_event(name="certificates.replace", at=at, actor=kept.pk, subject=later.code, correction="merged")
