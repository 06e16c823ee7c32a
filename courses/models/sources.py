"""What may be cited: one managed list; and the citing of it."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class Source(models.Model):
    """Something that a page may cite. `confidence` says how far it was read (see content/REVIEW.md)."""

    class Confidence(models.TextChoices):
        SEEN = "seen", "Read"
        SECONDARY = "seen-secondary", "Read about in a report"
        GENERAL = "general", "Common professional or legal knowledge"

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=255)
    publisher = models.CharField(max_length=160)
    date = models.CharField(max_length=40, help_text="As it should be read: 2018, July 2018 or 4 July 2018.")
    url = models.CharField(max_length=500, blank=True)
    confidence = models.CharField(max_length=16, choices=Confidence)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return f"{self.title} ({self.publisher}, {self.date})"


class Citation(Orderable):
    """A source listed at the foot of a lesson, or standing for a whole module."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("source")]

    class Meta(Orderable.Meta):
        abstract = True
