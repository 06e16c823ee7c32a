"""What is kept for ever: editions of modules and versions of questions, only ever added to; and what came from text."""

from django.db import models
from wagtail.models import Page


class Change(models.TextChoices):
    """What a publish asks of people who have begun."""

    MINOR = "minor", "Minor: nobody is asked to do anything"
    MATERIAL = "material", "Material: people in progress see what changed"


class ModuleEdition(models.Model):
    """What a module taught from a moment on: immutable. `content` is {title, principle, outcomes, minutes, lessons}."""

    module = models.ForeignKey("courses.ModulePage", on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    content = models.JSONField()
    change = models.CharField(max_length=8, choices=Change)
    change_note = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["module", "number"], name="editions_are_numbered")]

    def __str__(self):
        return f"Edition {self.number}"


class QuestionVersion(models.Model):
    """A question exactly as asked, addressed by the hash of its content: immutable.

    `content` is {kind, outcome, scenario, prompt, explanation, options|items|pairs: [{id, text, correct, feedback} …]}.
    """

    content_hash = models.CharField(max_length=64, unique=True)
    module_key = models.UUIDField()
    question_id = models.UUIDField()
    content = models.JSONField()
    first_asked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["module_key", "question_id"], name="versions_of_a_question")]


class LoadedPage(models.Model):
    """A page that came from a text file: its hash as loaded (so that an edit in the CMS is seen) and its short ids."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=200, unique=True)
    content_hash = models.CharField(max_length=64)
    revision = models.PositiveBigIntegerField(
        null=True, help_text="The page's latest revision as loaded; another one is an edit."
    )
    ids = models.JSONField(default=dict, help_text="UUID to short id, for writing the text back.")
    loaded_at = models.DateTimeField()

    wagtail_reference_index_ignore = True
