"""What certificates hold about a person, and what becomes of it when they go: withdrawn, unless they choose to keep them verifiable."""

from people.privacy import PUBLIC_TASK, PersonalField

from . import actions
from .models import BatchItem, Certificate

KEPT = "For as long as it can be verified; the name and the files go when the holder withdraws it"

REGISTER = (
    PersonalField(
        "certificates.Certificate", "name", "The name on the certificate and its public page", PUBLIC_TASK, KEPT
    ),
    PersonalField(
        "certificates.Certificate",
        "*",
        "What was awarded, so that anyone given the code can check it",
        PUBLIC_TASK,
        KEPT,
    ),
    PersonalField(
        "certificates.BatchItem",
        "learner",
        "Who was to get a certificate in work on many at once, and what became of it",
        PUBLIC_TASK,
        "Two years, then deleted with the batch",
    ),
    PersonalField(
        "certificates.Batch",
        "asked_by",
        "Which operator asked for the work, so that it can be accounted for",
        PUBLIC_TASK,
        "Two years",
    ),
)


def export(person):
    """What this app holds about a person, as plain values."""
    held = Certificate.objects.of(person)
    return {
        "certificates": [
            {
                "code": c.code, "kind": c.get_kind_display(), "name": c.name, "organisation": c.organisation_name,
                "title": c.title, "awarded": c.awarded_on, "replaced": c.replaced_at, "revoked": c.revoked_at,
                "withdrawn": c.withdrawn_at, "expires": c.expires_on,
            }
            for c in held
        ],
        "batches": [
            {"work": item.batch.title, "asked": item.batch.asked_at, "state": item.get_state_display()}
            for item in BatchItem.objects.filter(learner=person).select_related("batch")
        ],
    }  # fmt: skip


def erase(person, *, at, keep_verifiable=False):
    """The holder's choice. Kept: name, organisation, title and date stay on the public page. Otherwise everything is withdrawn."""
    BatchItem.objects.filter(learner=person).delete()
    if not keep_verifiable:
        for certificate in Certificate.objects.of(person):
            actions.withdraw(certificate=certificate, at=at)
