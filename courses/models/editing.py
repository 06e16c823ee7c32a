"""What the pages of a course share in the editor: codes made once, notes for the next publish, and panels."""

from django.db import models
from wagtail.admin.panels import FieldPanel, HelpPanel

from .kept import Change

RICH_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]
CHECKS = HelpPanel(template="courses/admin/checks.html", heading="Checks", icon="check")
IMPACT = HelpPanel(template="courses/admin/impact_panel.html", heading="Whom it reaches", icon="group")
PUBLISHING_PANELS = [IMPACT, FieldPanel("change"), FieldPanel("change_note")]
OUTCOME_CODES = [(f"o{n}", f"Outcome {n}") for n in range(1, 10)]


def trail(page):
    """(title, url) of the pages above `page`, from the home page down, for its breadcrumbs."""
    below_home = page.get_ancestors().filter(depth__gt=2).live()
    return [("Home", "/"), *((above.title, address(above)) for above in below_home)]


def address(page):
    """There is one site, and its root is the home page: an address is read off the place in the tree, where Wagtail would ask."""
    return "/" + page.url_path.split("/", 2)[2]


class Coded(models.Model):
    """A page with a short id of its own (`code`), as the text format calls it: made once, never copied, and no revision
    brings an old one back."""

    exclude_fields_in_copy = ["code"]

    class Meta:
        abstract = True

    @property
    def url(self):
        return address(self)

    def save(self, *args, **kwargs):
        self.code = self.code or self.fresh_code()
        return super().save(*args, **kwargs)

    def with_content_json(self, content):
        return super().with_content_json({**content, "code": self.code})


def next_code(letter, taken):
    """The first of m01, m02 … that is above all that are taken."""
    numbers = [int(code[1:]) for code in taken if code[:1] == letter and code[1:].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1:02}"


class PublishingNotes(models.Model):
    """Travels with the revision through workflow and schedule: what the next publish means."""

    change = models.CharField(max_length=8, choices=Change, default=Change.MINOR, db_default=Change.MINOR)
    change_note = models.CharField(max_length=300, blank=True, db_default="")
    accepted_warnings = models.JSONField(default=list, blank=True, db_default=models.Value([], models.JSONField()))

    class Meta:
        abstract = True
