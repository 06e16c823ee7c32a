"""What is published: snapshots that are never changed, the releases made of them, and who saw one earlier."""

from django.db import models
from django.db.models import Q

from .figures import Cell


class Frozen(Exception):
    """What was frozen is never changed and never taken away: a correction is a new version."""


class FrozenQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise Frozen

    def delete(self):
        raise Frozen


class Snapshot(models.Model):
    """The protected cells of one month, copied once. A later version exists only as a correction, and says why."""

    month = models.DateField()
    version = models.PositiveSmallIntegerField()
    as_at = models.DateTimeField(help_text="The time of the figures that were copied.")
    taken_at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)

    objects = FrozenQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["month", "version"], name="one_snapshot_of_a_version"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(note=""), name="a_correction_says_why"),
        ]

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Frozen
        super().save(*args, **kwargs)


class FrozenFigure(Cell):
    """A cell of a snapshot."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="figures")

    objects = FrozenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "measure", "place_kind", "audience", "subject", "place"],
                name="one_frozen_figure_per_cell",
            )
        ]


class ReleaseState(models.TextChoices):
    DRAFTED = "drafted", "Drafted"
    PREVIEWED = "previewed", "Previewed"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"


class ReleaseQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=ReleaseState.PUBLISHED)

    def announced(self):
        """Approved, and waiting for their day."""
        return self.filter(state=ReleaseState.APPROVED)

    def due(self, at):
        return self.announced().filter(publish_at__lte=at)


class Release(models.Model):
    """What is published of one snapshot. `content` is frozen when it is drafted; `digest` proves it.

    People are opaque ids: a name stands on the page as long as the account does.
    """

    snapshot = models.OneToOneField(Snapshot, on_delete=models.PROTECT, related_name="release")
    state = models.CharField(max_length=10, choices=ReleaseState, default=ReleaseState.DRAFTED)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    drafted_at = models.DateTimeField()
    previewed_by = models.UUIDField(null=True)
    previewed_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    announced_for = models.DateTimeField(null=True, help_text="The moment that was announced first.")
    publish_at = models.DateTimeField(null=True, help_text="The same, or a later one after a pause.")
    published_at = models.DateTimeField(null=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-snapshot__month", "-snapshot__version"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("previewed_by")),
                name="nobody_approves_what_they_prepared",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(approved_by__isnull=False, published_at__isnull=False),
                name="what_is_published_was_approved",
            ),
        ]

    @property
    def month(self):
        return self.snapshot.month

    @property
    def version(self):
        return self.snapshot.version


class PreAccess(models.Model):
    """Somebody who saw a release before it was published: an analyst who opened it here, or an office that was told of it."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="pre_access")
    person = models.UUIDField(null=True, blank=True)
    office = models.CharField(max_length=160, blank=True, help_text="A job and where, never a name.")
    reason = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    given_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "person"], name="a_person_once_on_a_list"),
            models.UniqueConstraint(
                fields=["release", "office"], condition=Q(person=None), name="an_office_once_on_a_list"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, office="") | (Q(person__isnull=True) & ~Q(office="")),
                name="a_person_or_an_office",
            ),
        ]
