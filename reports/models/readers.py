"""Who gets figures without opening a page: programs with a token, and people by email."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import APIToken

from organisations.models import Organisation


class ServiceToken(models.Model):
    """What a token of Wagtail's lacks: an end, and who issued it. The token itself is stored as a digest only."""

    token = models.OneToOneField(APIToken, on_delete=models.CASCADE, related_name="service")
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-issued_at"]
        permissions = [("use_api", "Can read the figures by program")]


class Every(models.TextChoices):
    WEEK = "week", "Every week, on Monday"
    MONTH = "month", "Every month, on the fifth"


class SubscriptionQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at__isnull=True)

    def due(self, day):
        return self.current().filter(next_on__lte=day)


class Subscription(models.Model):
    """A report that somebody asked to get by email: a table with its filters, or the page of an organisation's people."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="subscriptions")
    table = models.CharField(max_length=40, blank=True)
    query = models.CharField(max_length=500, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    every = models.CharField(max_length=5, choices=Every)
    next_on = models.DateField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) & ~Q(table="") | Q(organisation__isnull=False, table=""),
                name="a_table_or_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["person", "table", "query"],
                condition=Q(ended_at=None, organisation=None),
                name="one_current_subscription_to_a_table",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=Q(ended_at=None), name="one_current_subscription_to_people"
            ),
        ]
