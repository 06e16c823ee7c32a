"""What is awarded: the frozen facts of an award and the documents rendered from them, each once."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from courses.models import ModuleEdition
from declaration.principles import principle
from organisations.models import Organisation
from people.models import Membership


class Kind(models.TextChoices):
    MODULE = "module", "Module certificate"
    PRINCIPLE = "principle", "Principle certificate"
    COURSE = "course", "Course certificate"


class Correction(models.TextChoices):
    """Why a certificate was replaced. A former name is protected; nothing ever leads from it to the new one."""

    NAME = "name", "The name was corrected"
    ORGANISATION = "organisation", "The organisation was confirmed"


CURRENT = Q(revoked_at__isnull=True, replaced_at__isnull=True, renewed_at__isnull=True, withdrawn_at__isnull=True)


class CertificateQuerySet(models.QuerySet):
    def current(self):
        return self.filter(CURRENT)

    def of(self, learner):
        return self.filter(learner=learner)

    def without_document(self):
        """Those whose PDF is still due: the row is its own outbox. A certificate without a name waits for one."""
        return self.filter(documents__isnull=True).exclude(name="")

    def due(self, at):
        """What may be rendered now; after a failure there is a pause."""
        return self.current().without_document().filter(Q(render_after__isnull=True) | Q(render_after__lte=at))

    def waiting_for(self, membership):
        """Issued while the approval of this membership was pending."""
        return self.current().filter(membership=membership, organisation__isnull=True)


class Certificate(models.Model):
    """An award. Every fact is as it was at issue; `code` is the opaque public id of its verification page.

    `subject_key` is the module's or course's translation key, or a principle code. `outcomes` and `modules` are lists of
    strings, `principles` of principle codes. `awarded_on` is the Europe/London day on which it was earned.
    """

    code = models.CharField(max_length=24, unique=True)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(max_length=9, choices=Kind)
    subject_key = models.CharField(max_length=36)
    name = models.CharField(max_length=120, blank=True)
    membership = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation_name = models.CharField(max_length=160, blank=True)
    title = models.CharField(max_length=255)
    principles = models.JSONField(default=list)
    outcomes = models.JSONField(default=list, blank=True)
    modules = models.JSONField(default=list, blank=True)
    minutes = models.PositiveSmallIntegerField()
    by_assessment = models.BooleanField(default=False)
    module_edition = models.ForeignKey(ModuleEdition, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    edition = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=120)
    is_specimen = models.BooleanField(default=False)
    awarded_on = models.DateField()
    awarded_month = models.DateField()
    issued_at = models.DateTimeField()
    expires_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=300, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")
    correction = models.CharField(max_length=12, choices=Correction, blank=True)
    shows_successor = models.BooleanField(
        default=False, help_text="The holder lets the replaced code lead to the new one."
    )
    renewed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    render_attempts = models.PositiveSmallIntegerField(default=0)
    render_problem = models.CharField(max_length=200, blank=True)
    render_after = models.DateTimeField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "kind", "subject_key"], condition=CURRENT, name="one_current_award_per_subject"
            ),
            models.CheckConstraint(
                condition=~Q(shows_successor=True, correction=Correction.NAME), name="a_former_name_leads_nowhere"
            ),
        ]
        indexes = [models.Index(fields=["kind", "awarded_month"], name="awards_by_month")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.code}"

    @property
    def principle_objects(self):
        return [principle(code) for code in self.principles]

    @property
    def verification_url(self):
        return f"{settings.SITE_URL}/verify/{self.code}"


class CertificateDocument(models.Model):
    """A PDF of a certificate in one design, rendered once. A new design adds a row; every earlier hash still verifies.

    `file` is emptied when the holder withdraws; the hash stays, so that a copy somewhere is told to be withdrawn.
    """

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="documents")
    design = models.PositiveSmallIntegerField()
    file = models.FileField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    signed_by = models.CharField(max_length=100, blank=True, help_text="Fingerprint of the signing certificate.")
    rendered_at = models.DateTimeField()

    class Meta:
        ordering = ["-design"]
        constraints = [models.UniqueConstraint(fields=["certificate", "design"], name="one_document_per_design")]
