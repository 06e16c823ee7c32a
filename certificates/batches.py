"""Many certificates at once: asked for by an operator, worked through one by one, and taken up again where it was broken off."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from audit.actions import record as record_event

from . import actions, rules
from . import facts as facts_of
from .models import Batch, BatchItem, Certificate, Validity
from .rendering import DESIGN, NotRendered, render

logger = logging.getLogger(__name__)

ATTEMPTS = 6  # of one item, with a longer pause each time, before it is left to the operator
KEPT = timedelta(days=730)
LEASE = timedelta(minutes=10)  # for which nobody else takes an item: whoever took it may have died


class NotEarned(Exception):
    """The person has not earned what was to be awarded. The message is for the operator."""


@dataclass(frozen=True)
class Progress:
    done: int
    failed: int
    due: int

    @property
    def total(self):
        return self.done + self.failed + self.due

    @property
    def percent(self):
        return 100 * (self.total - self.due) // self.total if self.total else 100


@transaction.atomic
def award_to(*, learners, subject, title, reason, by, at) -> Batch:
    """Each of these people is to get the award, if they have earned it."""
    return _begin(Batch.Work.AWARD, subject, title, reason, by, at, [{"learner": person} for person in learners])


@transaction.atomic
def print_anew(*, organisation=None, reason, by, at) -> Batch:
    """Each current certificate is to get a document in the present design beside those that it has."""
    wanted = Certificate.objects.current().exclude(name="").exclude(documents__design=DESIGN)
    if organisation:
        wanted = wanted.filter(organisation=organisation)
    title = f"Design {DESIGN}, {organisation.name if organisation else 'all certificates'}"
    items = [{"learner_id": person, "certificate_id": pk} for pk, person in wanted.values_list("pk", "learner")]
    return _begin(Batch.Work.DESIGN, "", title, reason, by, at, items)


@transaction.atomic
def try_again(*, batch, by, at) -> int:
    """What was not done is to do again."""
    again = batch.items.failed().update(state=BatchItem.State.DUE, attempts=0, after=at)
    record_event(name="certificates.batch-again", at=at, actor=by.pk, subject=f"batch-{batch.pk}", items=again)
    return again


def work_through(*, batch, at, most) -> int:
    """At most so many items that are due. Returns how many it took; each is a transaction of its own."""
    taken = 0
    while taken < most and (item := _take(batch, at)):
        taken += 1
        _settle(item, at)
    return taken


def progress(batch) -> Progress:
    states = BatchItem.State
    counted = {state.value: Count("pk", filter=Q(state=state)) for state in states}
    return Progress(**batch.items.aggregate(**counted))


def forget_old(*, at):
    """Two years after they were asked for, batches are of no use any more; the audit log keeps that there were such."""
    return Batch.objects.filter(asked_at__lt=at - KEPT).delete()[0]


def unfinished(at):
    """Batches with something to do now."""
    return Batch.objects.filter(pk__in=BatchItem.objects.due(at).values("batch")).order_by("asked_at")


def _begin(work, subject, title, reason, by, at, items):
    batch = Batch.objects.create(work=work, subject=subject, title=title, reason=reason, asked_by=by, asked_at=at)
    BatchItem.objects.bulk_create([BatchItem(batch=batch, after=at, **item) for item in items])
    record_event(
        name="certificates.batch", at=at, actor=by.pk, subject=f"batch-{batch.pk}", work=str(work), items=len(items)
    )
    return batch


@transaction.atomic
def _take(batch, at):
    """The next item, for this worker alone until its lease is over."""
    due = batch.items.due(at).select_related("batch", "learner", "certificate")
    item = due.select_for_update(of=("self",), skip_locked=True).first()
    if item:
        item.attempts += 1
        item.after = at + LEASE
        item.save(update_fields=["attempts", "after"])
    return item


def _settle(item, at):
    try:
        certificate = _certificate_of(item, at)
        render(certificate, at=at)
    except NotEarned as error:
        _note(item, state=BatchItem.State.FAILED, problem=str(error))
    except NotRendered as error:
        _note(item, problem=f"The document could not be made: {error.__cause__}"[:200], **_later(item, at))
    except Exception as error:
        logger.exception("Item %s of a batch could not be done", item.pk)
        _note(item, problem=type(error).__name__, **_later(item, at))
    else:
        _note(item, state=BatchItem.State.DONE, certificate=certificate, problem="")


def _certificate_of(item, at):
    if item.certificate:
        return item.certificate
    earned = facts_of.earned(item.batch.subject, item.learner)
    if earned is None:
        raise NotEarned("Has not completed it, so there is nothing to award.")
    certificate = actions.issue(
        learner=item.learner,
        facts=earned.facts,
        membership=earned.last.membership,
        organisation=earned.last.organisation,
        at=at,
        earned_at=earned.at,
        expires_on=Validity.last_day_of(earned.course, timezone.localtime(earned.at).date()),
        asked=False,
    )
    if not certificate.name:
        raise NotEarned("Has not given a name yet. The award is made; its document follows when there is one.")
    return certificate


def _later(item, at):
    if item.attempts >= ATTEMPTS:
        return {"state": BatchItem.State.FAILED}
    return {"after": at + rules.pause_after(item.attempts)}


def _note(item, **values):
    for name, value in values.items():
        setattr(item, name, value)
    item.save(update_fields=list(values))
