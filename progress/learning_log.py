"""Private writing: reflections and next steps, encrypted before they are stored and read only for their writer."""

from django.db import transaction

from people.secrecy import decrypt, encrypt

from .models import LogEntry, NextStep

LONGEST = 20_000


class TooLong(ValueError):
    """More than LONGEST characters; the door gives the text back to its writer."""


def read(row) -> str:
    """The words of an entry or a next step."""
    return words(row.secret)


def words(secret) -> str:
    return decrypt(bytes(secret)).decode()


@transaction.atomic
def write_entry(*, learner, lesson, block_id, text, at) -> LogEntry | None:
    """One entry per prompt; writing again replaces it, and writing nothing removes it."""
    if not text.strip():
        delete_entry(learner=learner, lesson=lesson, block_id=block_id)
        return None
    row = LogEntry(learner=learner, lesson=lesson, block_id=block_id, secret=_sealed(text), written_at=at)
    existing = LogEntry.objects.filter(learner=learner, lesson=lesson, block_id=block_id)
    if not existing.update(secret=row.secret, written_at=at):
        row.save(force_insert=True)
    return row


def delete_entry(*, learner, lesson, block_id):
    LogEntry.objects.filter(learner=learner, lesson=lesson, block_id=block_id).delete()


@transaction.atomic
def write_next_step(*, learner, module, block_id, text, by, at) -> NextStep | None:
    """One next step per prompt; writing again replaces it, and writing nothing removes it."""
    if not text.strip():
        NextStep.objects.filter(learner=learner, module=module, block_id=block_id).delete()
        return None
    row = NextStep(learner=learner, module=module, block_id=block_id, secret=_sealed(text), by=by, written_at=at)
    NextStep.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["learner", "module", "block_id"],
        update_fields=["secret", "by", "written_at"],
    )
    return row


def _sealed(text):
    if len(text) > LONGEST:
        raise TooLong
    return encrypt(text.encode())
