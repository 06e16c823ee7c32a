"""Who: a person with an opaque id, where they serve (Membership) and what they may do for an organisation (Grant)."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q

from declaration.audiences import AUDIENCE_CHOICES, audience
from organisations.models import Organisation


class UserManager(BaseUserManager):
    def create_user(self, email, *, name="", **fields):
        """A person without a password: every door is a code, a passkey or single sign-on."""
        user = self.model(email=email.lower(), name=name, **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. The id is opaque; addresses are allauth's EmailAddress rows and may change, `email` mirrors the primary one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("email address", unique=True)
    name = models.CharField(max_length=120, blank=True, help_text="As it should stand on a certificate.")
    name_confirmed_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    joined_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        ordering = ["email"]

    def __str__(self):
        return self.name or "A person"

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    @property
    def is_staff(self):
        """Django's admin is not mounted; libraries that ask are told no."""
        return False


class Standing(models.TextChoices):
    """How we know that a person serves there."""

    MATCHED = "matched", "By email address"
    PENDING = "pending", "Waiting for approval"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Not approved"
    FORMER = "former", "Ended"


COUNTED = (Standing.MATCHED, Standing.APPROVED)
ELECTED = ("councillor", "executive_member", "scrutiny_member")


class MembershipQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ends_on__isnull=True).exclude(standing__in=[Standing.REFUSED, Standing.FORMER])

    def ending_by(self, day):
        """Those whose term of office, or whose organisation, ends by `day`."""
        return self.current().filter(Q(term_ends_on__lte=day) | Q(organisation__ends_on__lte=day))

    def primary(self):
        return self.filter(is_primary=True)

    def counted(self):
        """Those whose organisation may stand on a certificate and in figures."""
        return self.filter(standing__in=COUNTED)

    def elected(self):
        return self.filter(audience__in=ELECTED)

    def pending(self):
        return self.filter(standing=Standing.PENDING)

    def at(self, organisation):
        return self.filter(organisation=organisation)

    def at_place(self, organisation, stated_organisation):
        """One organisation is one place, in whatever words it was first stated; where there is none, the words are."""
        return self.at(organisation) if organisation else self.at(None).filter(stated_organisation=stated_organisation)


class Membership(models.Model):
    """A person serving an organisation as one kind of leader, from a day until a day. One is primary at a time."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    stated_organisation = models.CharField(
        max_length=160, blank=True, help_text="What they wrote when theirs was not listed."
    )
    audience = models.CharField(max_length=20, choices=AUDIENCE_CHOICES)
    standing = models.CharField(max_length=10, choices=Standing)
    is_primary = models.BooleanField(default=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    term_ends_on = models.DateField(
        null=True, blank=True, help_text="The last day of a term of office, as the person says."
    )
    audience_confirmed_at = models.DateTimeField(null=True, blank=True)
    requested_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-is_primary", "-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(is_primary=True, ends_on__isnull=True),
                name="one_primary_membership_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(standing__in=["matched", "approved"]),
                name="a_counted_membership_names_its_organisation",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "audience"], condition=Q(ends_on__isnull=True), name="current_memberships"
            )
        ]

    def __str__(self):
        return f"{self.organisation_name} ({self.audience_title})"

    @property
    def audience_title(self):
        return audience(self.audience).title

    @property
    def counts(self):
        return self.standing in COUNTED

    @property
    def counted_organisation(self):
        """What stands on a certificate and in figures; None while it waits for an approval."""
        return self.organisation if self.counts else None

    @property
    def organisation_name(self):
        return self.organisation.name if self.organisation else self.stated_organisation


class GrantKind(models.TextChoices):
    COORDINATOR = "coordinator", "Coordinator"


class GrantQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at__isnull=True)


class Grant(models.Model):
    """What a person may do for an organisation. Editors, publishers, analysts and administrators are Wagtail groups instead."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    kind = models.CharField(max_length=12, choices=GrantKind)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="grants")
    granted_at = models.DateTimeField()
    granted_by = models.UUIDField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "organisation"],
                condition=Q(ended_at__isnull=True),
                name="one_current_grant_of_a_kind",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.organisation}"


class VouchingQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(decided_at__isnull=True)


class Vouching(models.Model):
    """Somebody came back with a code alone after 12 months: whether they are still the person of the account."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="vouchings")
    email = models.EmailField(help_text="The address with which they came.")
    asked_at = models.DateTimeField()
    is_same = models.BooleanField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)

    objects = VouchingQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "email"], condition=Q(decided_at__isnull=True), name="one_open_question_for_an_address"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, is_same__isnull=True)
                | Q(decided_at__isnull=False, is_same__isnull=False),
                name="a_decided_vouching_has_its_answer",
            ),
        ]

    def __str__(self):
        return f"Vouching {self.pk}"
