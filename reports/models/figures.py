"""What the figures are read from: base counts that no page ever shows, and the protected family of cells that pages select from."""

from datetime import date

from django.db import models

from organisations.models import Organisation


class Family(models.TextChoices):
    """Sets of cells. Within one, in one month, sums add up; between them nothing does."""

    PEOPLE = "people", "People at a month end"
    COMPLETIONS = "completions", "Module completions in a month"
    COHORTS = "cohorts", "People who enrolled in a month"
    ACTIVITY = "activity", "People who joined or were active in a month"
    SITTINGS = "sittings", "Assessments taken first, or passed later, in a month"
    CONFIDENCE = "confidence", "Pairs of answers on confidence in a month"
    FEEDBACK = "feedback", "Answers to surveys about modules in a month"
    OF_COURSES = "of-courses", "Answers to surveys about courses in a month"
    AWARDS = "awards", "Principle and course certificates in a month"


class Measure(models.TextChoices):
    """What a figure counts; the words for readers are in definitions.py."""

    REGISTERED = "registered", "Registered"
    STARTED = "started", "Started"
    COMPLETED = "completed", "Completed a module"
    COMPLETIONS = "completions", "Module completions"
    ENROLLED = "enrolled", "Enrolled"
    BEGUN = "begun", "Began a module"
    PARTLY = "partly", "Completed a module of the course"
    FINISHED = "finished", "Completed the course"
    JOINED = "joined", "Registrations"
    ACTIVE = "active", "Active"
    SAT = "sat", "Sat an assessment"
    FIRST = "passed-first", "Passed at the first attempt"
    SECOND = "passed-second", "Passed at the second attempt"
    LATER = "passed-later", "Passed at the third attempt or later"
    PAIRED = "paired", "Confidence before and after"
    ROSE = "rose", "More confident after"
    PAIRED_LATER = "paired-later", "Confidence before and three months later"
    ROSE_LATER = "rose-later", "More confident three months later"
    ANSWERED = "answered", "Answered a survey"
    USEFUL = "useful", "Found it useful"
    CLEAR = "clear", "Found it clear"
    WILL_ACT = "will-act", "Will act on it"
    ANSWERED_COURSE = "course-answered", "Answered a survey about a course"
    USEFUL_COURSE = "course-useful", "Found the course useful"
    CLEAR_COURSE = "course-clear", "Found the course clear"
    WILL_ACT_COURSE = "course-will-act", "Will act on the course"
    PRINCIPLE_AWARDS = "principle-awards", "Principle certificates"
    COURSE_AWARDS = "course-awards", "Course certificates"
    COUNCILS = "councils", "Councils"
    COUNCILS_REGISTERED = "councils-registered", "Councils with somebody registered"
    COUNCILS_STARTED = "councils-started", "Councils with somebody started"
    COUNCILS_COMPLETED = "councils-completed", "Councils with somebody who completed a module"


class Place(models.TextChoices):
    """The kinds of place that a figure can be of. England has no kind and no name."""

    ENGLAND = "", "England"
    REGION = "region", "Region"
    TYPE = "type", "Type of organisation"
    TIER = "tier", "Tier"
    AUTHORITY = "authority", "Combined authority"
    ORGANISATION = "organisation", "Organisation"
    SUCCESSOR = "successor", "Organisation with those that it succeeded"


class Count(models.Model):
    """The base aggregate, at the finest grain: true numbers, never shown. `subject` is a module's or a course's code."""

    family = models.CharField(max_length=12, choices=Family)
    month = models.DateField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=20)
    subject = models.CharField(max_length=40, blank=True)
    reached = models.CharField(
        max_length=60, blank=True, help_text="How far these people have come: codes between blanks."
    )
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "family", "organisation", "audience", "subject", "reached"], name="one_count_of_a_kind"
            )
        ]


class Cell(models.Model):
    """A cell as it may be shown: a rounded number, or nothing where it is withheld. A cell without a row is nought."""

    month = models.DateField()
    measure = models.CharField(max_length=20, choices=Measure)
    place_kind = models.CharField(max_length=12, choices=Place, blank=True)
    place = models.CharField(max_length=80, blank=True)
    audience = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=40, blank=True)
    value = models.PositiveIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def cell(self):
        return self.measure, self.place_kind, self.place, self.audience, self.subject


class Figure(Cell):
    """A cell of the figures as they are now; a refresh puts another in its place."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "month", "place_kind", "audience", "subject", "place"], name="one_figure_per_cell"
            )
        ]


class Refresh(models.Model):
    """One row: when the figures were last counted, and a digest of each month's counts, so that only changed months are redone."""

    as_at = models.DateTimeField()
    digests = models.JSONField(default=dict)
    asked_at = models.DateTimeField(null=True, help_text="When an analyst last asked for a count.")

    @property
    def is_asked_for(self):
        """Whether somebody waits for a count of later than there is."""
        return self.asked_at is not None and self.asked_at > self.as_at

    @property
    def months(self):
        """Those that there are figures for, the earliest first."""
        return sorted(date.fromisoformat(month) for month in self.digests)
