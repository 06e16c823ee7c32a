"""Files of people: asked for by a coordinator, prepared in the background, there for a day.

The right is asked when the file is asked for, when it is prepared and when it is fetched. Each of the three is recorded.
"""

import logging
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from audit.actions import record
from look.spreadsheets import WRITERS, Sheet
from progress.readonly import reading

from .forms import FilterForm
from .models import Cohort, DownloadRight, PeopleFile
from .overview import lines
from .permissions import can_export
from .rules import COLUMNS

logger = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=1)
CLAIM = timedelta(minutes=5)  # as long nobody else takes a file that is being prepared
ATTEMPTS = 3
AT_ONCE = 5  # files of one person
SECONDS = 60  # of one statement of the database
SPECIMEN = "SPECIMEN. Demonstration: people and figures are invented."
TASK = "coordination.tasks.prepare"


class TooMany(Exception):
    """Somebody has as many files as they may have at a time."""


@transaction.atomic
def ask(*, organisation, kind, chosen, by, at):
    """A file to be prepared. The row is the promise; the queue only makes it quicker."""
    if PeopleFile.objects.filter(person=by, expires_at__gt=at).count() >= AT_ONCE:
        raise TooMany
    file = PeopleFile.objects.create(
        organisation=organisation, person=by, kind=kind, chosen=chosen, asked_at=at, expires_at=at + KEPT_FOR
    )
    record(name="coordination.ask_file", at=at, actor=by.pk, subject=organisation.slug, kind=kind)
    if settings.REDIS_URL:
        transaction.on_commit(lambda: current_app.send_task(TASK, [str(file.pk)]), robust=True)
    return file


def prepare(*, pk, at):
    """Any number of times: once it is ready nothing happens. Whoever lost the right gets no file."""
    if not _claim(pk, at):
        return
    file = PeopleFile.objects.select_related("organisation", "person").get(pk=pk)
    if not can_export(file.person, file.organisation):
        file.delete()
        return
    try:
        content, number = _written(file, timezone.localtime(at).date())
    except Exception as error:
        logger.warning("File %s was not prepared: %s", pk, type(error).__name__)
        PeopleFile.objects.filter(pk=pk, attempts__gte=ATTEMPTS).update(failed_at=at)
    else:
        _keep(file, content, number, at)


@transaction.atomic
def _keep(file, content, number, at):
    waiting = PeopleFile.objects.waiting().filter(pk=file.pk)
    if waiting.update(content=content, lines=number, ready_at=at, expires_at=at + KEPT_FOR):
        record(
            name="coordination.prepare_file",
            at=at,
            actor=file.person_id,
            subject=file.organisation.slug,
            kind=file.kind,
            lines=number,
        )


def fetch(*, file, at):
    """The bytes, recorded; nothing where it is not ready, or its day is over."""
    if file.ready_at is None or file.expires_at <= at:
        return None
    record(name="coordination.export", at=at, actor=file.person_id, subject=file.organisation.slug, lines=file.lines)
    return bytes(file.content)


def waiting(at):
    """Ids of what is to be prepared, the longest wait first."""
    return list(_free(at).order_by("asked_at").values_list("pk", flat=True)[:50])


def clear(*, at):
    """Files go when their day is over, and what was given up says so until then."""
    PeopleFile.objects.waiting().filter(attempts__gte=ATTEMPTS, tried_at__lte=at - CLAIM).update(failed_at=at)
    return PeopleFile.objects.over(at).delete()[0]


@transaction.atomic
def give_right(*, grant, by, at):
    _, is_new = DownloadRight.objects.get_or_create(
        grant=grant, ended_at=None, defaults={"given_at": at, "given_by": by and by.pk}
    )
    if is_new:
        record(name="coordination.give_download", at=at, actor=by and by.pk, subject=grant.user_id)


@transaction.atomic
def take_right(*, grant, by, at):
    """What was prepared by it goes too."""
    if grant.download_rights.current().update(ended_at=at):
        PeopleFile.objects.filter(person=grant.user_id, organisation=grant.organisation_id).delete()
        record(name="coordination.take_download", at=at, actor=by.pk, subject=grant.user_id)


def _claim(pk, at):
    return _free(at).filter(pk=pk).update(attempts=F("attempts") + 1, tried_at=at)


def _free(at):
    """What waits and may be tried; what somebody has just begun is theirs."""
    unclaimed = Q(tried_at__isnull=True) | Q(tried_at__lte=at - CLAIM)
    return PeopleFile.objects.waiting().filter(unclaimed, attempts__lt=ATTEMPTS)


def _written(file, today):
    """(bytes, number of lines) of what the page shows with the same filter, in the same columns."""
    with reading(SECONDS):
        cohorts = Cohort.objects.seen_by(file.person).at(file.organisation).running()
        found = FilterForm(file.chosen, cohorts=cohorts).keep(lines(file.person, file.organisation, today))
    rows = [line.cells for line in found] + ([(SPECIMEN,)] if settings.DEMONSTRATION else [])
    return b"".join(WRITERS[file.kind](Sheet("People", COLUMNS, rows))), len(found)
