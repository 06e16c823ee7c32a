"""Modules: one principle each, the outcomes they teach and the assessment that tests them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from courses.fields import CodesField
from courses.forms import ChangeForm
from courses.questions import QUESTION_BLOCKS
from declaration.audiences import AUDIENCE_CHOICES
from declaration.principles import PRINCIPLE_CHOICES, PRINCIPLES, principle

from .editing import CHECKS, OUTCOME_CODES, PUBLISHING_PANELS, RICH_TEXT, Coded, PublishingNotes, next_code, trail
from .lessons import LessonPage
from .sources import Citation


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

    base_form_class = ChangeForm
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
            ObjectList(Page.settings_panels, heading="Settings"),
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


class ModuleSource(Citation):
    module = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="citations")
