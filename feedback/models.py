"""What people tell us: points on a survey, and remarks in their own words, which lead back to nobody.

A remark names no person. Whose it is stands in Authorship alone, which is read for its author and for nobody else.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import Page

from courses.models import CoursePage, ModuleEdition, ModulePage
from declaration.audiences import AUDIENCE_CHOICES
from organisations.models import Organisation
from people.models import Membership

POINTS = (1, 2, 3, 4, 5)


class SurveyAnswer(models.Model):
    """How a learner found a module or a course: 1 (not at all) to 5 (very much), or nothing where a question was passed over.

    Where they served is frozen as they answered; `organisation` waits for approval. No words: those are a Remark.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="survey_answers")
    module = models.ForeignKey(ModulePage, null=True, on_delete=models.PROTECT, related_name="+")
    course = models.ForeignKey(CoursePage, null=True, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(ModuleEdition, null=True, on_delete=models.PROTECT, related_name="+")
    useful = models.PositiveSmallIntegerField(null=True)
    clear = models.PositiveSmallIntegerField(null=True)
    will_act = models.PositiveSmallIntegerField(null=True)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=20, choices=AUDIENCE_CHOICES)
    answered_at = models.DateTimeField()
    answered_month = models.DateField(help_text="First day of the month in Europe/London.")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "module"], condition=Q(module__isnull=False), name="one_survey_for_each_module"
            ),
            models.UniqueConstraint(
                fields=["learner", "course"], condition=Q(course__isnull=False), name="one_survey_for_each_course"
            ),
            models.CheckConstraint(
                condition=Q(module__isnull=False, course__isnull=True) | Q(module__isnull=True, course__isnull=False),
                name="a_survey_is_about_a_module_or_a_course",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__in": POINTS}), name=f"{name}_is_1_to_5"
                )
                for name in ("useful", "clear", "will_act")
            ),
        ]


class Kind(models.TextChoices):
    PROBLEM = "problem", "Problem with a page"
    SURVEY = "survey", "Words from a survey"


class Topic(models.TextChoices):
    """What a problem is about."""

    WRONG = "wrong", "Something is wrong or out of date"
    UNCLEAR = "unclear", "I do not understand something"
    BROKEN = "broken", "Something does not work"
    BARRIER = "barrier", "I cannot use it with my device or assistive technology"
    OTHER = "other", "Something else"


class State(models.TextChoices):
    RECEIVED = "received", "Waiting to be screened"
    HELD_BACK = "held_back", "Not passed on"
    PASSED_ON = "passed_on", "With the editors"
    IN_HAND = "in_hand", "Being worked on"
    MENDED = "mended", "Changed"
    NO_CHANGE = "no_change", "Read, no change needed"


# Screened and passed on, whatever became of them since.
FOR_EDITORS = (State.PASSED_ON, State.IN_HAND, State.MENDED, State.NO_CHANGE)


class RemarkQuerySet(models.QuerySet):
    def received(self):
        return self.filter(state=State.RECEIVED)

    def older_than(self, day):
        return self.filter(sent_on__lt=day)


class Remark(models.Model):
    """Words about a page, with the day and not the hour. `id` comes with the form, so that sending twice is one remark."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind)
    topic = models.CharField(max_length=8, choices=Topic, blank=True)
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    page_title = models.CharField(max_length=255, help_text="As it was, or the name of a screen that is no page.")
    block_id = models.UUIDField(null=True)
    block_words = models.CharField(max_length=200, blank=True, help_text="How the block began.")
    revision = models.PositiveBigIntegerField(null=True, help_text="The page as it was published then.")
    edition = models.ForeignKey(ModuleEdition, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    sent_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    screened_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)

    objects = RemarkQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-sent_on", "pk"]
        default_permissions = ()
        permissions = [
            ("screen_remark", "Can screen what people write before editors see it"),
            ("answer_remark", "Can read what was passed on, and answer it"),
        ]
        indexes = [models.Index(fields=["state", "sent_on"], name="remarks_in_the_queue")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.page_title}"


class Authorship(models.Model):
    """Whose remark it is, where they were signed in: to show them its answer, to export it and to erase it. Nothing else reads it."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    remark = models.OneToOneField(Remark, on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True
