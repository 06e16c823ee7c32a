"""From a frozen month to published figures: drafted, previewed, approved by somebody else for an announced day, published at 09:30.

A published release is never changed. A correction is a new version, with a note, on the same way.
"""

import logging
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from audit.actions import record
from mail.rules import LONDON, is_working_day
from organisations import pauses

from .models import PreAccess, Release, ReleaseState
from .publication import digest_of, made_of
from .snapshots import freeze, to_freeze

logger = logging.getLogger(__name__)

PUBLISHED_AT = time(9, 30)
SOONEST, LATEST = timedelta(days=1), timedelta(days=90)
PREPARING = "Preparing the release"


class Refused(Exception):
    """In words for the person who asked."""


@transaction.atomic
def draft(*, snapshot, at):
    """The release of a snapshot; the same one, however often."""
    content = made_of(snapshot)
    values = {"content": content, "digest": digest_of(content), "drafted_at": at}
    release, is_new = Release.objects.get_or_create(snapshot=snapshot, defaults=values)
    if is_new:
        record(name="reports.draft", at=at, subject=name_of(release))
    return release


def freeze_due(*, at):
    """What the schedule does each night: freeze every month that is over; a draft of the latest."""
    snapshots = [freeze(month=month, at=at) for month in to_freeze(at)]
    return draft(snapshot=snapshots[-1], at=at) if snapshots else None


@transaction.atomic
def open_preview(*, release, by, at, reason=PREPARING):
    """Who sees a release before it is published is listed on it."""
    _, is_new = PreAccess.objects.get_or_create(
        release=release, person=by.pk, defaults={"reason": reason, "given_at": at, "given_by": by.pk}
    )
    if is_new:
        record(name="reports.preview", at=at, actor=by.pk, subject=name_of(release))


@transaction.atomic
def give_access(*, release, office, reason, by, at):
    """An office, not a name, that is told of the figures before they are published."""
    release = _locked(release)
    if release.state == ReleaseState.PUBLISHED:
        raise Refused("This release is published: everybody may see it.")
    PreAccess.objects.get_or_create(
        release=release, person=None, office=office, defaults={"reason": reason, "given_at": at, "given_by": by.pk}
    )
    record(name="reports.give_access", at=at, actor=by.pk, subject=name_of(release))


@transaction.atomic
def pass_preview(*, release, by, at):
    """An analyst has read the draft and finds it right."""
    release = _locked(release)
    if release.state == ReleaseState.PREVIEWED:
        return release
    if release.state != ReleaseState.DRAFTED:
        raise Refused("This release has been approved already.")
    _must_have_seen(release, by)
    release.state, release.previewed_by, release.previewed_at = ReleaseState.PREVIEWED, by.pk, at
    release.save(update_fields=["state", "previewed_by", "previewed_at"])
    record(name="reports.pass_preview", at=at, actor=by.pk, subject=name_of(release))
    return release


@transaction.atomic
def approve(*, release, day, by, at):
    """A second analyst answers for it, and names the day. From now on the day is announced."""
    release = _locked(release)
    if release.state != ReleaseState.PREVIEWED:
        raise Refused("Only a release that has been previewed, and not approved yet, can be approved.")
    if release.previewed_by == by.pk:
        raise Refused("You prepared this release. Another analyst approves it.")
    _must_have_seen(release, by)
    if wrong := not_a_day(day, timezone.localtime(at).date()):
        raise Refused(wrong)
    release.state, release.approved_by, release.approved_at = ReleaseState.APPROVED, by.pk, at
    release.announced_for = release.publish_at = moment_on(day)
    release.save(update_fields=["state", "approved_by", "approved_at", "announced_for", "publish_at"])
    record(name="reports.approve", at=at, actor=by.pk, subject=name_of(release), day=f"{day}")
    return release


@transaction.atomic
def recall(*, release, by, at):
    """An approval is taken back before the day. The announcement goes, and the page says nothing else in its place."""
    release = _locked(release)
    if release.state != ReleaseState.APPROVED:
        raise Refused("Only an approved release that is not published yet can be recalled.")
    release.state = ReleaseState.PREVIEWED
    release.approved_by = release.approved_at = release.announced_for = release.publish_at = None
    release.save(update_fields=["state", "approved_by", "approved_at", "announced_for", "publish_at"])
    record(name="reports.recall", at=at, actor=by.pk, subject=name_of(release))
    return release


@transaction.atomic
def correct(*, release, note, by, at):
    """A new version from the figures as they are now. What is published stays, and says that there is a later one when there is."""
    if Release.objects.filter(snapshot__month=release.month, snapshot__version__gt=release.version).exists():
        raise Refused("There is a later version already. Go on with that one.")
    corrected = draft(snapshot=freeze(month=release.month, at=at, note=note), at=at)
    record(name="reports.correct", at=at, actor=by.pk, subject=name_of(corrected))
    return corrected


def publish_due(*, at):
    """What the schedule does each minute. In a national pause before an election what is due moves to the next working day, each
    day again until the pause is over."""
    is_paused = pauses.is_national(timezone.localdate(at))
    due = list(Release.objects.due(at).select_related("snapshot"))
    return [release for release in due if (_postpone if is_paused else _publish)(release, at)]


def _publish(release, at):
    if digest_of(release.content) != release.digest:
        logger.error("Release %s is not what was approved, and is not published.", name_of(release))
        return False
    waiting = Release.objects.due(at).filter(pk=release.pk, digest=release.digest)
    with transaction.atomic():
        published = waiting.update(state=ReleaseState.PUBLISHED, published_at=at)
        if published:
            record(name="reports.publish", at=at, actor=release.approved_by, subject=name_of(release))
    return bool(published)


def _postpone(release, at):
    later = moment_on(next_day(timezone.localtime(at).date()))
    with transaction.atomic():
        Release.objects.due(at).filter(pk=release.pk).update(publish_at=later)
        record(name="reports.postpone", at=at, subject=name_of(release), until=f"{later:%Y-%m-%d}")
    return False


def not_a_day(day, today):
    """Why nothing can be announced for a day, in words; nothing where it can."""
    if not SOONEST <= day - today <= LATEST:
        return "Choose a day from tomorrow on, and within 90 days."
    return "" if is_working_day(day) else "Choose a working day: Monday to Friday, and not a bank holiday."


def next_day(day):
    """The next working day."""
    day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def moment_on(day):
    return datetime.combine(day, PUBLISHED_AT, LONDON)


def name_of(release):
    return f"{release.month:%Y-%m} v{release.version}"


def _locked(release):
    return Release.objects.select_for_update(of=("self",)).select_related("snapshot").get(pk=release.pk)


def _must_have_seen(release, by):
    if not release.pre_access.filter(person=by.pk).exists():
        raise Refused("Open the preview and read it first.")
