"""What a learner has done: enrolments, lesson and module records, and what is private to them (log, next steps)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from courses.models import CoursePage, LessonPage, ModuleEdition, ModulePage
from declaration.audiences import AUDIENCE_CHOICES
from declaration.principles import PRINCIPLE_CHOICES
from look.counts import ENOUGH, percent, rounded
from organisations.models import Organisation
from people.models import Membership


class EnrolmentQuerySet(models.QuerySet):
    def current(self):
        return self.filter(withdrawn_at__isnull=True)

    def withdrawn(self):
        return self.filter(withdrawn_at__isnull=False)

    def completed(self):
        return self.filter(completed_at__isnull=False)

    def in_progress(self):
        return self.filter(completed_at__isnull=True)


class Enrolment(models.Model):
    """A learner taking a course. Organisation and audience are frozen as they were; `organisation` waits for approval."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    course = models.ForeignKey(CoursePage, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=20, choices=AUDIENCE_CHOICES)
    enrolled_at = models.DateTimeField()
    enrolled_month = models.DateField(help_text="First day of the month in Europe/London.")
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_month = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "course"], name="one_enrolment_per_course")]
        indexes = [models.Index(fields=["organisation", "course"], name="enrolments_by_organisation")]


class LessonRecord(models.Model):
    """A learner and a lesson, in whichever module it stands now. `last_block` only decides where to scroll."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="lesson_records")
    lesson = models.ForeignKey(LessonPage, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(ModuleEdition, null=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    last_block = models.UUIDField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "lesson"], name="one_record_per_lesson")]


class How(models.TextChoices):
    LESSONS = "lessons", "By lessons and assessment"
    ASSESSMENT = "assessment", "By assessment"


class ModuleRecordQuerySet(models.QuerySet):
    def completed(self):
        return self.filter(completed_at__isnull=False)

    def in_progress(self):
        return self.filter(completed_at__isnull=True)


class ModuleRecord(models.Model):
    """A learner and a module. Progress is stored when it changes; what is frozen at completion never moves again."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="module_records")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=20, choices=AUDIENCE_CHOICES)
    edition = models.ForeignKey(ModuleEdition, null=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    lessons_done = models.PositiveSmallIntegerField(default=0)
    lessons_due = models.PositiveSmallIntegerField()
    passed_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_month = models.DateField(null=True, blank=True, help_text="First day of the month in Europe/London.")
    how = models.CharField(max_length=10, choices=How, blank=True)

    objects = ModuleRecordQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "module"], name="one_record_per_module"),
            models.CheckConstraint(
                condition=Q(lessons_done__lte=F("lessons_due")), name="progress_is_never_over_100_per_cent"
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True, completed_month__isnull=True)
                | Q(completed_at__isnull=False, completed_month__isnull=False),
                name="a_completion_has_its_month",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "module", "audience", "completed_month"],
                include=["learner"],
                condition=Q(completed_at__isnull=False),
                name="completions_by_organisation",
            )
        ]


class Recount(models.Model):
    """A module whose learners in progress are still to be counted again, from the record after `after` on."""

    module = models.OneToOneField(ModulePage, primary_key=True, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    after = models.BigIntegerField(default=0)

    wagtail_reference_index_ignore = True


class LogEntry(models.Model):
    """A private reflection, encrypted; `block_id` is the prompt it answers. Whether one exists is never a condition."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="log_entries")
    lesson = models.ForeignKey(LessonPage, null=True, on_delete=models.PROTECT, related_name="+")
    block_id = models.UUIDField(null=True)
    secret = models.BinaryField()
    written_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-written_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "lesson", "block_id"],
                condition=Q(block_id__isnull=False),
                name="one_entry_per_prompt",
            )
        ]


class NextStep(models.Model):
    """What a learner will ask or do, and by when. Private, and encrypted like the log."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="next_steps")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+")
    block_id = models.UUIDField()
    secret = models.BinaryField()
    by = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["by", "-written_at"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "module", "block_id"], name="one_next_step_per_prompt")
        ]


class Moment(models.TextChoices):
    BEFORE = "before", "At the start"
    AFTER = "after", "After learning"
    LATER = "later", "Three months later"


class ConfidenceQuerySet(models.QuerySet):
    def before(self):
        return self.filter(moment=Moment.BEFORE)

    def after(self):
        return self.filter(moment=Moment.AFTER)

    def later(self):
        return self.filter(moment=Moment.LATER)


class Confidence(models.Model):
    """How sure a learner is of one principle at one moment, from 1 to 5. Private to them, but for figures made of pairs.

    Where they served is frozen as they answered; `organisation` waits for approval. Never a condition of anything.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="confidence")
    principle = models.CharField(max_length=2, choices=PRINCIPLE_CHOICES)
    moment = models.CharField(max_length=6, choices=Moment)
    point = models.PositiveSmallIntegerField()
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=20, choices=AUDIENCE_CHOICES)
    given_at = models.DateTimeField()
    given_month = models.DateField(help_text="First day of the month in Europe/London.")

    objects = ConfidenceQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "principle", "moment"], name="one_point_at_each_moment"),
            models.CheckConstraint(condition=Q(point__in=(1, 2, 3, 4, 5)), name="confidence_is_1_to_5"),
        ]


class LearningPlan(models.Model):
    """What a learner would like to learn about, and how many minutes a week they can spare: it suggests, and decides nothing."""

    learner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="learning_plan")
    interests = models.JSONField(default=list, help_text="Codes of principles.")
    minutes_a_week = models.PositiveSmallIntegerField(default=20)
    made_at = models.DateTimeField()

    wagtail_reference_index_ignore = True


class LessonFiguresQuerySet(models.QuerySet):
    def shown(self):
        """Those of enough learners to be shown at all."""
        return self.filter(settled__gte=ENOUGH)


class LessonFigures(models.Model):
    """How many began a lesson and went on from it, counted at `counted_at`. Numbers only: rounded before they are shown."""

    lesson = models.OneToOneField(LessonPage, on_delete=models.CASCADE, related_name="figures")
    started = models.PositiveIntegerField()
    completed = models.PositiveIntegerField()
    settled = models.PositiveIntegerField(
        help_text="Completed it, or began it so long ago that they have stopped there."
    )
    counted_at = models.DateTimeField()

    objects = LessonFiguresQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "figures of lessons"

    @property
    def stopped(self):
        """Per cent of the settled, from rounded counts; None where so few stopped that it is withheld."""
        return percent(rounded(self.settled - self.completed), rounded(self.settled))
