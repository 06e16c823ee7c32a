"""What we send: each message a row with its state, which is its own outbox; and who wants no nudges. No foreign key to a person; no
stored body."""

from django.db import models
from django.db.models import Q

from .rules import ATTEMPTS


class Purpose(models.TextChoices):
    """Service messages go at once, always; nudges keep quiet hours and can be unsubscribed."""

    SERVICE = "service", "Service message"
    NUDGE = "nudge", "Nudge"


class State(models.TextChoices):
    DUE = "due", "Due"
    SENT = "sent", "Sent"
    CANCELLED = "cancelled", "Cancelled"
    FAILED = "failed", "Failed"


class MessageQuerySet(models.QuerySet):
    def due(self, at):
        return self.filter(state=State.DUE, due_at__lte=at)

    def stuck(self):
        """The server has not taken them for the better part of an hour. What it refuses for good is given up by then."""
        return self.filter(state=State.DUE, attempts__gte=ATTEMPTS)

    def failed(self):
        return self.filter(state=State.FAILED)

    def nudges(self):
        return self.filter(purpose=Purpose.NUDGE)

    def sent(self):
        return self.filter(state=State.SENT)

    def to_same_reader(self, message):
        """Those to the same address, or to the same person at another one."""
        same = Q(to=message.to)
        return self.filter(same | Q(person=message.person) if message.person else same)


class Message(models.Model):
    """One message. `key` makes it happen once; `template` and `context` (ids only) are rendered when it is sent."""

    key = models.CharField(max_length=160, unique=True)
    purpose = models.CharField(max_length=8, choices=Purpose)
    template = models.CharField(max_length=80)
    context = models.JSONField(default=dict)
    person = models.UUIDField(null=True, blank=True, db_index=True)
    to = models.EmailField()
    state = models.CharField(max_length=9, choices=State, default=State.DUE)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=120, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at", "-pk"]
        indexes = [models.Index(fields=["due_at"], condition=Q(state="due"), name="messages_due")]

    def __str__(self):
        return self.key


class Recipient(models.Model):
    """What somebody wants of nudges, and which they had last. `who` is the opaque id of a person, or an address without one."""

    who = models.CharField(max_length=254, unique=True)
    nudges_off_at = models.DateTimeField(null=True, blank=True)
    nudge = models.PositiveBigIntegerField(null=True, blank=True)
    nudged_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"Recipient {self.pk}"
