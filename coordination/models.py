"""Brought together: cohorts of an organisation's people on one pathway, and invitations that somebody may accept or not.

No field holds a party or political group, and none may be added (docs/coordinators.md).
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from courses.models import CoursePage
from organisations.models import Organisation
from people.models import Grant
from people.permissions import coordinated


class SeenQuerySet(models.QuerySet):
    def seen_by(self, user):
        """What a person's current grants let them see: without one, nothing."""
        return self.filter(organisation__in=coordinated(user).values("organisation"))

    def at(self, organisation):
        return self.filter(organisation=organisation)


class CohortQuerySet(SeenQuerySet):
    def running(self):
        return self.filter(closed_at__isnull=True)

    def closed(self):
        return self.filter(closed_at__isnull=False)


class Cohort(models.Model):
    """People of one organisation who take one pathway together, by a day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(max_length=80)
    course = models.ForeignKey(CoursePage, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CohortQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")),
                name="a_cohort_is_due_after_it_starts",
            )
        ]

    def __str__(self):
        return self.name


class CohortMember(models.Model):
    """A person in a cohort. Seen only while they serve the cohort's organisation."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cohort_places")
    added_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "person"], name="once_in_a_cohort")]


class InvitationQuerySet(SeenQuerySet):
    def waiting(self):
        """Neither accepted nor declined. Those past their day are waiting until they are erased, but open nothing."""
        return self.filter(accepted_at__isnull=True, declined_at__isnull=True)

    def unaccepted(self):
        return self.filter(accepted_at__isnull=True)

    def expired(self, at):
        return self.filter(expires_at__lte=at)


class Invitation(models.Model):
    """Somebody asked to join an organisation here. Address and name are kept only until the answer, at most 90 days.

    The link holds a secret that is derived from the id when a message is sent; stored is only its hash.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    cohort = models.ForeignKey(Cohort, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=120, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="accepted_invitations"
    )
    declined_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-sent_at", "email"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at__isnull=True),
                name="one_invitation_for_an_address",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, email="", name=""),
                name="an_accepted_invitation_keeps_no_address",
            ),
        ]

    def __str__(self):
        return f"Invitation {self.pk}"

    def is_open(self, at):
        return self.accepted_at is None and self.declined_at is None and at < self.expires_at


class DownloadRightQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at__isnull=True, grant__ended_at__isnull=True)


class DownloadRight(models.Model):
    """That a coordinator may take people away as a file: a right of its own, which stands on the grant and ends with it."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="download_rights")
    given_at = models.DateTimeField()
    given_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DownloadRightQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grant"], condition=Q(ended_at__isnull=True), name="one_current_right_to_download"
            )
        ]


class PeopleFileQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(ready_at__isnull=True, failed_at__isnull=True)

    def over(self, at):
        """Past their day; those that failed are kept as long, so that their owner can see it."""
        return self.filter(expires_at__lte=at)

    def without_content(self):
        return self.defer("content")


class PeopleFile(models.Model):
    """An organisation's people as a file that a coordinator asked for: prepared in the background, gone a day later.

    The file is in the database, where no web server can hand it out by a path.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="people_files")
    kind = models.CharField(max_length=4)
    chosen = models.JSONField(default=dict, help_text="What the filter of the page said: a cohort's id, a state.")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    lines = models.PositiveIntegerField(null=True, blank=True)
    content = models.BinaryField(null=True)

    objects = PeopleFileQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ready_at__isnull=True) | Q(content__isnull=False, failed_at__isnull=True),
                name="what_is_ready_has_its_file",
            )
        ]
