"""What a person sees first: the home page, standard pages and the site's own settings."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from courses.catalogue import catalogue
from courses.models import ModulePage, trail
from courses.rendering import module_frame
from declaration.principles import PRINCIPLES

RICH_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class HomePage(Page):
    """The root of the site. Which pages may stand below it is said here, because only home may look down on all."""

    summary = models.CharField(max_length=300, blank=True)
    body = RichTextField(features=RICH_TEXT, blank=True)

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.CourseIndexPage", "courses.ModuleIndexPage", "home.StandardPage"]
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]

    def first_lesson(self):
        """What a stranger can read at once; None while nothing is published."""
        first = next(iter(catalogue().modules), None)
        return first and next(iter(module_frame(first).contents), None)

    def by_principle(self):
        """(principle, its modules in order) for the five principles; modules that are not published are coming soon."""
        modules = [module.shown for module in ModulePage.objects.order_by("path")]
        return [(p, [module for module in modules if module["principle"] == p]) for p in PRINCIPLES]

    def how_many(self):
        """The modules that can be read."""
        return len(catalogue().modules)


class StandardPage(Page):
    """A page of text: about, help, privacy, the Declaration and its principles."""

    code = models.SlugField(max_length=40, blank=True)
    summary = models.CharField(max_length=300, blank=True)
    body = RichTextField(features=RICH_TEXT, blank=True)

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    def trail(self):
        return trail(self)

    @property
    def principle(self):
        """The principle that the page is about, for the five pages below the Declaration; else None."""
        return next((p for p in PRINCIPLES if self.code == f"principle-{p.number}"), None)

    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """What an administrator may change about the whole site."""

    service_name = models.CharField(max_length=80, default="Local Digital Leadership")
    issuer_name = models.CharField(max_length=160, default="Local Digital Leadership Programme")
    help_email = models.EmailField(default="help@example.org")
    help_reply = models.CharField(max_length=80, default="two working days")

    class Meta:
        verbose_name = "site settings"
