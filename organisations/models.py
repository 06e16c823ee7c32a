"""Where people serve: real organisations, their regions, email domains and successors. Knows no person and no page."""

from django.db import models
from django.db.models import F, Q


class Region(models.Model):
    """One of the nine ONS regions of England."""

    code = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.name


class Kind(models.TextChoices):
    """What sort of organisation it is; the first six are principal councils."""

    DISTRICT = "district", "District council"
    COUNTY = "county", "County council"
    UNITARY = "unitary", "Unitary authority"
    METROPOLITAN = "metropolitan", "Metropolitan district"
    LONDON = "london", "London borough"
    CITY = "city", "City of London Corporation"
    GREATER_LONDON = "gla", "Greater London Authority"
    COMBINED = "combined", "Combined or combined county authority"
    FIRE = "fire", "Fire and rescue authority"
    OTHER = "other", "Other public body"


PRINCIPAL_COUNCILS = (Kind.DISTRICT, Kind.COUNTY, Kind.UNITARY, Kind.METROPOLITAN, Kind.LONDON, Kind.CITY)


class OrganisationQuerySet(models.QuerySet):
    def existing_on(self, day):
        """Those that exist on `day`: started by then, not yet ended (`ends_on` is the first day without it)."""
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gt=day)
        )

    def principal_councils(self):
        return self.filter(kind__in=PRINCIPAL_COUNCILS)

    def real(self):
        return self.filter(is_fictional=False)


class Organisation(models.Model):
    """A council or other public body. Never deleted: it ends, and others succeed it."""

    slug = models.SlugField(max_length=80, unique=True)
    gss_code = models.CharField("GSS code", max_length=9, blank=True)
    former_gss_codes = models.JSONField(default=list, blank=True)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=Kind)
    tier = models.CharField(max_length=16, blank=True)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations")
    county = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="districts")
    combined_authority = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="constituents"
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True, help_text="The first day on which it no longer exists.")
    website = models.URLField(blank=True)
    is_fictional = models.BooleanField(default=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["gss_code"], condition=~Q(gss_code=""), name="one_organisation_per_gss_code"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="an_organisation_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return self.name


class SuccessionQuerySet(models.QuerySet):
    def due(self, day):
        """Those whose day has come and which nobody has been told of yet."""
        return self.filter(on_date__lte=day, effected_at__isnull=True)


class Succession(models.Model):
    """`predecessor` handed its work to `successor` on a day. Several successors of one predecessor are a split."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="inheritances")
    on_date = models.DateField()
    effected_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was told to those who keep people and groups."
    )

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        ordering = ["on_date", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="one_succession_per_pair"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="nothing_succeeds_itself"),
        ]


class PauseQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def national(self):
        return self.filter(organisation__isnull=True)


class Pause(models.Model):
    """The weeks before an election, for one organisation or for all. What waits in them is said in pauses.py of mail and in courses."""

    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pauses",
        help_text="Leave empty for a national pause.",
    )
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", help_text="Usually polling day.")

    objects = PauseQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="a_pause_ends_after_it_starts")
        ]

    def __str__(self):
        return f"{self.organisation or 'National'}: {self.starts_on:%-d %B %Y} to {self.ends_on:%-d %B %Y}"


class DomainStatus(models.TextChoices):
    CURRENT = "current", "In use"
    LEGACY = "legacy", "Former address, still accepted"


class EmailDomain(models.Model):
    """An email domain of an organisation. A domain with several rows is shared: the person must choose."""

    domain = models.CharField(max_length=253)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="email_domains")
    status = models.CharField(max_length=8, choices=DomainStatus, default=DomainStatus.CURRENT)
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["domain", "organisation"]
        constraints = [
            models.UniqueConstraint(fields=["domain", "organisation"], name="one_row_per_domain_and_organisation"),
            models.CheckConstraint(condition=Q(domain__regex=r"^[a-z0-9.-]+$"), name="a_domain_is_lower_case"),
        ]

    def __str__(self):
        return self.domain
