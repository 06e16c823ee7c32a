"""What is recorded about us: one append-only table of events with opaque ids. No names, addresses or foreign keys."""

from datetime import timedelta

from django.db import models


class AppendOnly(Exception):
    """Events are written once. PostgreSQL refuses the same by a trigger."""


# How long an event stays; PostgreSQL's trigger (migration 0003) refuses to remove a younger one, whoever asks.
KEPT_FOR = timedelta(days=730)


class EventQuerySet(models.QuerySet):
    def about(self, subject):
        return self.filter(subject=str(subject))

    def by(self, actor):
        return self.filter(actor=actor)

    def update(self, **kwargs):
        raise AppendOnly

    def delete(self):
        raise AppendOnly

    def erase_older_than(self, moment):
        """The one way out: for retention alone. Returns how many went."""
        return self.filter(at__lt=moment)._raw_delete(self.db)


class Event(models.Model):
    """Something that was done. `actor` and `subject` are opaque ids, so that erasing a person needs no edit here."""

    at = models.DateTimeField(db_index=True)
    name = models.CharField(max_length=60)
    actor = models.UUIDField(null=True, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    detail = models.JSONField(default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject", "-at"]), models.Index(fields=["actor", "-at"])]

    def __str__(self):
        return f"{self.name} at {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly
