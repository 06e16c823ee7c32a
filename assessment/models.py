"""What a learner can show: answers to activities in lessons, and attempts at a module's assessment."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from courses.models import LessonPage, ModuleEdition, ModulePage, QuestionVersion
from look.counts import ENOUGH, percent, rounded


class CheckAnswer(models.Model):
    """The latest answer of a learner to one knowledge check in a lesson, with the question as it was asked."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="check_answers")
    lesson = models.ForeignKey(LessonPage, on_delete=models.PROTECT, related_name="+")
    block_id = models.UUIDField()
    question = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    answer = models.JSONField()
    correct = models.BooleanField()
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "lesson", "block_id"], name="one_answer_per_check")]


class ActivityKind(models.TextChoices):
    SCENARIO = "scenario", "Scenario"
    SORTING = "sorting", "Sorting activity"
    SELF_ASSESSMENT = "self_assessment", "Self-assessment"


class ActivityAnswer(models.Model):
    """Where a learner stands in a scenario, a sorting activity or a private self-assessment. Decides nothing."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="activity_answers")
    lesson = models.ForeignKey(LessonPage, on_delete=models.PROTECT, related_name="+")
    block_id = models.UUIDField()
    kind = models.CharField(max_length=16, choices=ActivityKind)
    answer = models.JSONField()
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "lesson", "block_id"], name="one_answer_per_activity")
        ]


class AttemptState(models.TextChoices):
    OPEN = "open", "In progress"
    MARKED = "marked", "Marked"
    CLOSED = "closed", "Closed unfinished"


class AttemptQuerySet(models.QuerySet):
    def of(self, learner, module):
        return self.filter(learner=learner, module=module)

    def open(self):
        return self.filter(state=AttemptState.OPEN)

    def marked(self):
        return self.filter(state=AttemptState.MARKED)

    def stale(self, at):
        return self.open().filter(expires_at__lte=at)


class Attempt(models.Model):
    """One sitting: the paper and the pass mark are frozen at its start, and it is marked once.

    `paper` is a list of `{"question": QuestionVersion pk, "order": [option id, …]}` in the order shown.
    `by_outcome` is `{outcome code: [right, asked]}`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(ModuleEdition, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=6, choices=AttemptState, default=AttemptState.OPEN)
    paper = models.JSONField()
    pass_mark = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    marked_at = models.DateTimeField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    passed = models.BooleanField(null=True, blank=True)
    by_outcome = models.JSONField(default=dict, blank=True)

    objects = AttemptQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "module", "number"], name="attempts_are_numbered"),
            models.UniqueConstraint(
                fields=["learner", "module"], condition=Q(state="open"), name="one_open_attempt_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="marked", score__isnull=False, passed__isnull=False, marked_at__isnull=False)
                | (~Q(state="marked") & Q(score__isnull=True)),
                name="a_marked_attempt_has_its_result",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("started_at")), name="an_attempt_expires_after_it_starts"
            ),
        ]

    def __str__(self):
        return f"Attempt {self.number}"

    @property
    def asked(self):
        return len(self.paper)

    def first_unanswered(self) -> int | None:
        """Where one goes on after a pause; None when only the submission is left."""
        answered = {answer.position for answer in self.answers.all()}
        return next((place for place in range(1, self.asked + 1) if place not in answered), None)

    def question(self, position) -> QuestionVersion:
        """What is asked at a position of the paper. Read once for each loaded attempt: neither ever changes."""
        known = self.__dict__.setdefault("_questions", {})
        if position not in known:
            known[position] = QuestionVersion.objects.get(pk=self.paper[position - 1]["question"])
        return known[position]


class AttemptAnswer(models.Model):
    """A saved answer to one question of an open attempt; `position` counts from 1 along the paper."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="answers")
    position = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    correct = models.BooleanField(null=True, blank=True)
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="one_answer_per_question_of_a_paper")
        ]


class Flag(models.TextChoices):
    """Why an editor should look at a question. The gravest first."""

    MISLEADING = "misleading", "Those who know more get it wrong"
    TOO_HARD = "too_hard", "Too hard"
    TOO_EASY = "too_easy", "Too easy"
    WEAK = "weak", "Tells little"


class QuestionFiguresQuerySet(models.QuerySet):
    def shown(self):
        """Those of enough learners to be shown at all."""
        return self.filter(learners__gte=ENOUGH)


class QuestionFigures(models.Model):
    """How a question did in the first papers of learners, counted at `counted_at`. Numbers only: rounded before they are shown."""

    question = models.OneToOneField(QuestionVersion, on_delete=models.PROTECT, related_name="figures")
    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="+")
    learners = models.PositiveIntegerField("learners asked")
    right = models.PositiveIntegerField("right answers")
    discrimination = models.FloatField(null=True, blank=True)
    chosen = models.JSONField(default=dict, help_text="Option id: how many learners chose it.")
    flag = models.CharField(max_length=10, choices=Flag, blank=True)
    counted_at = models.DateTimeField()

    objects = QuestionFiguresQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "figures of questions"

    @property
    def facility(self):
        """Per cent right, from the rounded counts; None of too few."""
        return percent(rounded(self.right), rounded(self.learners))
