"""Private writing: reflections and next steps, encrypted before they are stored and read only for their writer."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from people.secrecy import decrypt, encrypt, renew_each

from .models import LogEntry, NextStep

LONGEST = 20_000
REFLECTION, STEP = "reflection", "next step"


class TooLong(ValueError):
    """More than LONGEST characters; the door gives the text back to its writer."""


class Changed(Exception):
    """Another tab has stored other words since, which these would replace. `.kept` are the words as stored."""

    def __init__(self, kept):
        super().__init__("changed in another tab")
        self.kept = kept


@dataclass(frozen=True)
class Note:
    """One piece of private writing in clear, for its writer's own page. `by` and `done_at` only of a next step."""

    kind: str
    id: object
    title: str
    url: str
    written_at: datetime
    text: str
    by: date | None = None
    done_at: datetime | None = None


def read(row) -> str:
    """The words of an entry or a next step."""
    return words(row.secret)


def words(secret) -> str:
    return decrypt(bytes(secret)).decode()


def version(text) -> str:
    """Which words a page was made from: it comes back with them, so that a second tab is noticed. Line ends do not count."""
    return hashlib.sha256(_lines(text).encode()).hexdigest()[:16] if text else ""


@transaction.atomic
def write_entry(*, learner, lesson, block_id, text, at, seen=None) -> LogEntry | None:
    """One entry per prompt; writing again replaces it, and writing nothing removes it. `seen`: the version that the writer saw."""
    existing = LogEntry.objects.filter(learner=learner, lesson=lesson, block_id=block_id)
    _check(existing, text, seen)
    if not text.strip():
        existing.delete()
        return None
    row = LogEntry(learner=learner, lesson=lesson, block_id=block_id, secret=_sealed(text), written_at=at)
    if not existing.update(secret=row.secret, written_at=at):
        row.save(force_insert=True)
    return row


@transaction.atomic
def write_next_step(*, learner, module, block_id, text, by, at, seen=None) -> NextStep | None:
    """One next step per prompt; writing again replaces it, and writing nothing removes it."""
    existing = NextStep.objects.filter(learner=learner, module=module, block_id=block_id)
    _check(existing, text, seen)
    if not text.strip():
        existing.delete()
        return None
    row = NextStep(learner=learner, module=module, block_id=block_id, secret=_sealed(text), by=by, written_at=at)
    NextStep.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["learner", "module", "block_id"],
        update_fields=["secret", "by", "written_at"],
    )
    return row


def mark_done(*, step, at):
    """Done once; when it was done first stays."""
    NextStep.objects.filter(pk=step.pk, done_at=None).update(done_at=at)


@transaction.atomic
def delete_all(*, learner):
    """Every reflection and every next step."""
    for model in (LogEntry, NextStep):
        model.objects.filter(learner=learner).delete()


def notes(learner) -> list[Note]:
    """All that this learner wrote, the newest first. Two queries."""
    entries = LogEntry.objects.filter(learner=learner).select_related("lesson")
    steps = NextStep.objects.filter(learner=learner).select_related("module")
    found = [_note(REFLECTION, row, row.lesson) for row in entries] + [_note(STEP, row, row.module) for row in steps]
    return sorted(found, key=lambda note: note.written_at, reverse=True)


def renew_secrets():
    """With the newest of FIELD_KEYS: (how many, how many that none opens)."""
    done, unread = zip(*(renew_each(model.objects.all(), "secret") for model in (LogEntry, NextStep)), strict=True)
    return sum(done), sum(unread)


def search(found, wanted) -> list[Note]:
    """Those of `found` that have every one of the words, in the text or the title. Pure: what is looked for is stored nowhere."""
    parts = wanted.casefold().split()
    return [note for note in found if all(part in f"{note.title} {note.text}".casefold() for part in parts)]


def _note(kind, row, page):
    live = page is not None and page.live
    extra = {"by": row.by, "done_at": row.done_at} if kind == STEP else {}
    where = f"#block-{row.block_id}" if kind == REFLECTION else ""
    url = f"{page.url}{where}" if live else ""
    return Note(kind, row.pk, page.title if page else "", url, row.written_at, read(row), **extra)


def _check(existing, text, seen):
    """Nothing is replaced unseen. Words that hold all that is stored replace nothing; neither does whoever saw what is stored."""
    if seen is None:
        return
    row = existing.select_for_update().first()
    kept = read(row) if row else ""
    if seen != version(kept) and _lines(kept).strip() not in _lines(text):
        raise Changed(kept)


def _lines(text):
    return text.replace("\r\n", "\n")


def _sealed(text):
    if len(text) > LONGEST:
        raise TooLong
    return encrypt(text.encode())
