"""What is awarded: the frozen facts of an award and the documents rendered from them, each once."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from courses.models import CoursePage, ModuleEdition
from declaration.principles import principle
from organisations.models import Organisation
from people.models import Membership

from . import rules


class Kind(models.TextChoices):
    MODULE = "module", "Module certificate"
    PRINCIPLE = "principle", "Principle certificate"
    COURSE = "course", "Course certificate"


class Correction(models.TextChoices):
    """Why a certificate was replaced. A former name is protected; nothing ever leads from it to the new one."""

    NAME = "name", "The name was corrected"
    ORGANISATION = "organisation", "The organisation was confirmed"
    REISSUE = "reissue", "Issued again by the programme"


CURRENT = Q(revoked_at__isnull=True, replaced_at__isnull=True, renewed_at__isnull=True, withdrawn_at__isnull=True)


class CertificateQuerySet(models.QuerySet):
    def current(self):
        return self.filter(CURRENT)

    def revocable(self):
        """Whatever still shows who and what: also the one before a renewal."""
        return self.filter(revoked_at__isnull=True, replaced_at__isnull=True, withdrawn_at__isnull=True)

    def of(self, learner):
        return self.filter(learner=learner)

    def about(self, kind, subject_key):
        return self.filter(kind=kind, subject_key=subject_key)

    def settled(self):
        """What nobody is awarded anew without being named: they hold it, or it was revoked, for good."""
        return self.filter(CURRENT | Q(revoked_at__isnull=False))

    def without_document(self):
        """Those whose PDF is still due: the row is its own outbox. A certificate without a name waits for one."""
        return self.filter(documents__isnull=True).exclude(name="")

    def due(self, at):
        """What may be rendered now; after a failure there is a pause."""
        return self.current().without_document().filter(Q(render_after__isnull=True) | Q(render_after__lte=at))

    def expiring(self, on):
        """Those whose last day is known and not later than this."""
        return self.current().filter(expires_on__lte=on)

    def withdrawn_since(self, moment):
        return self.filter(withdrawn_at__gte=moment)

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
        permissions = [("view_former_name", "Can see the name on a certificate whose name was corrected")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.code}"

    @property
    def principle_objects(self):
        return [principle(code) for code in self.principles]

    @property
    def bears_former_name(self):
        return bool(self.replaced_at) and self.correction == Correction.NAME

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


class Validity(models.Model):
    """How long the certificates of a course are valid; those of a course without a row never expire."""

    course = models.OneToOneField(
        CoursePage, on_delete=models.CASCADE, related_name="certificate_validity", verbose_name="pathway"
    )
    months = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(6), MaxValueValidator(120)],
        help_text="Months from the award to the last day. It holds for certificates that are awarded from now on.",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["course__title"]
        verbose_name = "validity of a pathway’s certificates"
        verbose_name_plural = "validity of pathways’ certificates"

    def __str__(self):
        return f"{self.course}: {self.months} months"

    @classmethod
    def last_day_of(cls, course, on):
        """The last day of a certificate of this course that is awarded on a day; None where it never expires."""
        months = cls.objects.filter(course=course).values_list("months", flat=True).first()
        return months and rules.last_day(on, months)


class Batch(models.Model):
    """Many certificates at once, by an operator who says why: awards that were earned, or documents in the present design.

    `subject` is what is awarded, as `facts` knows it: module:KEY, principle:CODE or course:KEY; empty for documents.
    """

    class Work(models.TextChoices):
        AWARD = "award", "Award what was earned"
        DESIGN = "design", "Print in the present design"

    work = models.CharField(max_length=6, choices=Work)
    subject = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=255)
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return f"{self.get_work_display()}: {self.title}"


class BatchItemQuerySet(models.QuerySet):
    def due(self, at):
        return self.filter(state=BatchItem.State.DUE, after__lte=at)

    def failed(self):
        return self.filter(state=BatchItem.State.FAILED)


class BatchItem(models.Model):
    """One person or one certificate of a batch. The row is its own outbox; what went wrong stands on it."""

    class State(models.TextChoices):
        DUE = "due", "To do"
        DONE = "done", "Done"
        FAILED = "failed", "Not done"

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    certificate = models.ForeignKey(Certificate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=6, choices=State, default=State.DUE)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)
    after = models.DateTimeField(help_text="Not before this.")

    objects = BatchItemQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "learner"], condition=Q(certificate__isnull=True), name="a_learner_once_in_a_batch"
            ),
            models.UniqueConstraint(fields=["batch", "certificate"], name="a_certificate_once_in_a_batch"),
        ]
        indexes = [models.Index(fields=["batch", "after"], condition=Q(state="due"), name="batch_items_due")]
