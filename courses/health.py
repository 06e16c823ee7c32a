"""The health of all content: every rule over what readers see and over each draft, a row for each finding."""

from dataclasses import dataclass

from .judging import findings_in_hand, in_hand
from .models import CoursePage, LessonPage, ModulePage
from .wording import Shown, shown

PUBLISHED, DRAFT = "Published", "Draft"
TO_PUT_RIGHT, TO_LOOK_AT, MAY_STAND = RANKS = ("To put right", "To look at", "May stand")


@dataclass(frozen=True)
class Row:
    """A finding, the module or pathway that it is in, and whether readers see what it is about."""

    part: str
    state: str
    entry: Shown

    @property
    def weight(self):
        if self.entry.is_error:
            return TO_PUT_RIGHT
        return MAY_STAND if self.entry.reason else TO_LOOK_AT

    @property
    def rank(self):
        """The gravest first, and within it as the content is ordered."""
        return RANKS.index(self.weight)

    @property
    def title(self):
        return self.entry.title

    @property
    def rule(self):
        return self.entry.code

    @property
    def message(self):
        reason = f" Accepted: “{self.entry.reason}”" if self.entry.reason else ""
        return self.entry.message + reason


def parts():
    """Every module and pathway, in the editors' order."""
    return [*ModulePage.objects.order_by("path"), *CoursePage.objects.order_by("path")]


def rows(*, on) -> list[Row]:
    return [row for part in parts() for row in _rows(part, on)]


def _rows(part, on):
    """As readers see it, and as its drafts say; a reason that only a draft has is given too."""
    published = _entries(part, on) if part.live else {}
    drafted = [_entries(in_hand(page), on) for page in _drafts(part)]
    latest = published | {place: entry for entries in drafted for place, entry in entries.items()}
    return [Row(part.title, PUBLISHED if place in published else DRAFT, entry) for place, entry in latest.items()]


def _entries(page, on):
    """{(place, sentence): what is said of a page}."""
    return {(entry.url, entry.message): entry for entry in shown(page, findings_in_hand(page, on=on))}


def _drafts(part):
    """The pages with a draft of their own. A module that is not live is judged with the drafts of its lessons."""
    yield from [part] if _has_draft(part) else []
    if part.live and isinstance(part, ModulePage):
        yield from filter(_has_draft, LessonPage.objects.child_of(part).order_by("path"))


def _has_draft(page):
    return page.has_unpublished_changes or not page.live
