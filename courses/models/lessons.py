"""Lessons: ten minutes or less of a module."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from courses.blocks import LESSON_BLOCKS
from courses.fields import CodesField
from courses.forms import LessonForm

from .editing import CHECKS, OUTCOME_CODES, PUBLISHING_PANELS, Coded, PublishingNotes
from .sources import Citation


class LessonPage(Coded, PublishingNotes, Page):
    """Ten minutes or less of a module."""

    code = models.SlugField(max_length=40, blank=True)
    summary = models.CharField(max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(10)])
    outcomes = CodesField(codes=OUTCOME_CODES, help_text="Which of the module's outcomes it teaches.")
    body = StreamField(LESSON_BLOCKS, blank=True)

    base_form_class = LessonForm
    parent_page_types = ["courses.ModulePage"]
    subpage_types = []
    content_panels = [
        CHECKS,
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("outcomes"),
        FieldPanel("body"),
        InlinePanel("citations", heading="Sources listed at the foot", label="Source"),
    ]
    promote_panels = [*Page.promote_panels, FieldPanel("code", read_only=True)]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Lesson"),
            ObjectList(PUBLISHING_PANELS, heading="This change"),
            ObjectList(promote_panels, heading="Promote"),
            ObjectList(Page.settings_panels, heading="Settings"),
        ]
    )
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    def fresh_code(self):
        return self.get_parent().specific.fresh_lesson_code()


class LessonSource(Citation):
    lesson = ParentalKey(LessonPage, on_delete=models.CASCADE, related_name="citations")
