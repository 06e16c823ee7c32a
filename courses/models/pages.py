"""What is taught: courses (pathways), modules and lessons as Wagtail pages. Knows nothing of learners."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from courses.blocks import LESSON_BLOCKS
from courses.fields import CodesField
from courses.forms import LessonForm
from courses.questions import QUESTION_BLOCKS
from declaration.audiences import AUDIENCE_CHOICES, audience
from declaration.principles import PRINCIPLE_CHOICES, PRINCIPLES, principle

from .kept import Change
from .sources import Source

RICH_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]
CHECKS = HelpPanel(template="courses/admin/checks.html", heading="Checks", icon="check")
OUTCOME_CODES = [(f"o{n}", f"Outcome {n}") for n in range(1, 10)]


def trail(page):
    """(title, url) of the pages above `page`, from the home page down, for its breadcrumbs."""
    below_home = page.get_ancestors().filter(depth__gt=2).live()
    return [("Home", "/"), *((above.title, above.url) for above in below_home)]


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


class Coded(models.Model):
    """A page with a short id of its own (`code`), as the text format calls it: made once, never copied, and no revision
    brings an old one back."""

    exclude_fields_in_copy = ["code"]

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.code = self.code or self.fresh_code()
        return super().save(*args, **kwargs)

    def with_content_json(self, content):
        return super().with_content_json({**content, "code": self.code})


def next_code(letter, taken):
    """The first of m01, m02 … that is above all that are taken."""
    numbers = [int(code[1:]) for code in taken if code[:1] == letter and code[1:].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1:02}"


class CoursePage(Coded, Page):
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
    ]
    promote_panels = [*Page.promote_panels, FieldPanel("code", read_only=True)]

    def fresh_code(self):
        taken = set(CoursePage.objects.values_list("code", flat=True))
        tries = (f"{self.slug[:36]}{ending}" for ending in ("", *(f"-{n}" for n in range(2, 1000))))
        return next(code for code in tries if code not in taken)

    def trail(self):
        return trail(self)

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


class ModuleIndexPage(Page):
    """Holds the modules; lists them by principle."""

    admin_default_ordering = "ord"

    introduction = RichTextField(features=RICH_TEXT, blank=True)

    subpage_types = ["courses.ModulePage"]
    max_count = 1
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    def by_principle(self):
        """(principle, its modules in order) for the five principles; modules that are not published are coming soon."""
        modules = list(ModulePage.objects.child_of(self).order_by("path"))
        return [(p, [m.shown for m in modules if m.principle == p.code]) for p in PRINCIPLES]


class PublishingNotes(models.Model):
    """Travels with the revision through workflow and schedule: what the next publish means."""

    change = models.CharField(max_length=8, choices=Change, default=Change.MINOR)
    change_note = models.CharField(max_length=300, blank=True)
    accepted_warnings = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True


PUBLISHING_PANELS = [FieldPanel("change"), FieldPanel("change_note")]


class ModulePage(Coded, PublishingNotes, Page):
    """A module serves exactly one principle, teaches outcomes in lessons and tests them in its assessment."""

    admin_default_ordering = "ord"

    code = models.SlugField(max_length=40, unique=True, blank=True)
    summary = models.CharField(max_length=400)
    principle = models.CharField(max_length=2, choices=PRINCIPLE_CHOICES)
    related_principles = CodesField(codes=PRINCIPLE_CHOICES)
    audiences = CodesField(codes=AUDIENCE_CHOICES, blank=False)
    assessment_minutes = models.PositiveSmallIntegerField(default=10)
    pass_mark = models.PositiveSmallIntegerField(default=8, validators=[MinValueValidator(1)])
    paper_size = models.PositiveSmallIntegerField(default=10, validators=[MinValueValidator(1), MaxValueValidator(40)])
    by_assessment = models.BooleanField("“I know this already” is offered", default=True)
    review_on = models.DateField(null=True, blank=True)
    legal_review = models.BooleanField(default=False)
    assessment = StreamField(QUESTION_BLOCKS, blank=True, collapsed=True)

    parent_page_types = ["courses.ModuleIndexPage"]
    subpage_types = ["courses.LessonPage"]
    content_panels = [
        CHECKS,
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("principle"),
        FieldPanel("related_principles"),
        FieldPanel("audiences"),
        InlinePanel("outcomes", heading="What the learner will be able to do", label="Outcome", max_num=9),
        InlinePanel("citations", heading="Sources for the whole module", label="Source"),
        FieldRowPanel([FieldPanel("review_on"), FieldPanel("legal_review")], heading="Review"),
    ]
    assessment_panels = [
        FieldRowPanel([FieldPanel("paper_size"), FieldPanel("pass_mark"), FieldPanel("assessment_minutes")]),
        FieldPanel("by_assessment"),
        HelpPanel(template="courses/admin/outcomes_panel.html", heading="Outcomes that questions test", icon="list-ul"),
        FieldPanel("assessment"),
    ]
    promote_panels = [*Page.promote_panels, FieldPanel("code", read_only=True)]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Module"),
            ObjectList(assessment_panels, heading="Assessment"),
            ObjectList(PUBLISHING_PANELS, heading="This change"),
            ObjectList(promote_panels, heading="Promote"),
        ]
    )
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.FilterField("principle")]

    def fresh_code(self):
        return next_code("m", ModulePage.objects.values_list("code", flat=True))

    def fresh_lesson_code(self):
        return next_code("l", self.lessons().values_list("code", flat=True))

    def route(self, request, path_components):
        """The lessons of a module that is not published cannot be read either."""
        if not self.live:
            raise Http404
        return super().route(request, path_components)

    def lessons(self):
        """The lessons in order, drafts included."""
        return LessonPage.objects.child_of(self).order_by("path")

    def live_lessons(self):
        return self.lessons().live().public()

    def trail(self):
        return trail(self)

    @property
    def shown(self):
        """What components/module_card.html shows of it; without an address while it is coming soon."""
        return {
            "title": self.title,
            "summary": self.summary,
            "url": self.url if self.live else "",
            "principle": self.principle_object,
        }

    @property
    def principle_object(self):
        return principle(self.principle)

    @property
    def related_principle_objects(self):
        return [principle(code) for code in self.related_principles]


class Outcome(Orderable):
    """What the learner will be able to do. Questions name it by `code`, which stays when the order changes."""

    module = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="outcomes")
    code = models.CharField(max_length=2, choices=OUTCOME_CODES)
    text = models.CharField(max_length=255)

    panels = [FieldRowPanel([FieldPanel("code"), FieldPanel("text")])]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["module", "code"], name="outcome_codes_are_unique_in_a_module")]

    def __str__(self):
        return self.text


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
        ]
    )
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    def fresh_code(self):
        return self.get_parent().specific.fresh_lesson_code()


class Citation(Orderable):
    """A source listed at the foot of a lesson, or standing for a whole module."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("source")]

    class Meta(Orderable.Meta):
        abstract = True


class LessonSource(Citation):
    lesson = ParentalKey(LessonPage, on_delete=models.CASCADE, related_name="citations")


class ModuleSource(Citation):
    module = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="citations")
