"""Courses (pathways): modules in an order, for some audiences."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from courses.fields import CodesField
from courses.forms import ChangeForm
from declaration.audiences import AUDIENCE_CHOICES, AUDIENCE_CODES, audience

from .editing import CHECKS, PUBLISHING_PANELS, RICH_TEXT, Coded, PublishingNotes, trail


class CourseIndexPage(Page):
    """Lists the courses."""

    admin_default_ordering = "ord"

    introduction = RichTextField(features=RICH_TEXT, blank=True)

    subpage_types = ["courses.CoursePage"]
    max_count = 1
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    def courses(self):
        """In the editors' order."""
        return CoursePage.objects.child_of(self).live().public().order_by("path")


class CoursePage(Coded, PublishingNotes, Page):
    """A course is a pathway: modules in an order, each required or optional, for some audiences."""

    code = models.SlugField(max_length=40, unique=True, blank=True)
    summary = models.CharField(max_length=300)
    introduction = RichTextField(features=RICH_TEXT, blank=True)
    audiences = CodesField(codes=AUDIENCE_CHOICES, blank=False)
    awards_certificate = models.BooleanField(default=True)

    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types = []
    content_panels = [
        CHECKS,
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("audiences"),
        FieldPanel("awards_certificate"),
        InlinePanel("places", heading="Modules, in order", label="Module"),
        FieldPanel("introduction"),
        *PUBLISHING_PANELS,
    ]
    base_form_class = ChangeForm
    promote_panels = [*Page.promote_panels, FieldPanel("code", read_only=True)]

    def fresh_code(self):
        taken = set(CoursePage.objects.values_list("code", flat=True))
        tries = (f"{self.slug[:36]}{ending}" for ending in ("", *(f"-{n}" for n in range(2, 1000))))
        return next(code for code in tries if code not in taken)

    def trail(self):
        return trail(self)

    def is_for_everybody(self):
        return set(self.audiences) == set(AUDIENCE_CODES)

    def audience_titles(self):
        return [audience(code).title for code in self.audiences]

    def ordered_places(self):
        """The places of modules, published or not, with their modules."""
        return self.places.select_related("module").order_by("sort_order")


class CourseModule(Orderable):
    """A place of a module in a course."""

    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="places")
    module = models.ForeignKey("courses.ModulePage", on_delete=models.PROTECT, related_name="places")
    required = models.BooleanField(default=True)

    panels = [PageChooserPanel("module", "courses.ModulePage"), FieldPanel("required")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["course", "module"], name="a_module_stands_once_in_a_course")]
