"""What waits for the demonstration's moderator and its editors: problems that somebody reported, invented like everything else."""

from datetime import timedelta
from uuid import UUID, uuid5

from courses.models import LessonPage
from people.demonstration import LEARNER, MODERATOR
from people.models import User

from . import actions
from .models import Kind, Remark, Topic
from .places import on_page

OURS = UUID("6c0c6a3e-6f0e-4a51-9b3f-2d1a0e5b7c11")  # the same each time, so that a report is made once
REPORTS = (
    (Topic.UNCLEAR, "It took me two readings to see which of the two examples is the good one. Could the better one come first?"),
    (Topic.BARRIER, "With my screen set to large text the table runs out of view, and I have to scroll sideways for every row."),
    (Topic.WRONG, "The link under the case study leads to a page that says it has moved."),
)  # fmt: skip
SCREENED = 2  # of them, by their place: this one is with the editors already


def make(*, at):
    """Idempotent: one report about each of the first lessons."""
    writer, moderator = User.objects.get(email=LEARNER), User.objects.get(email=MODERATOR)
    lessons = LessonPage.objects.live().public().order_by("path")
    for place, (lesson, (topic, text)) in enumerate(zip(lessons, REPORTS, strict=False)):
        key, sent_at = uuid5(OURS, text), at - timedelta(days=3 + place)
        if Remark.objects.filter(pk=key).exists():
            continue
        author = None if place else writer
        remark = actions.send(
            key=key, kind=Kind.PROBLEM, topic=topic, place=on_page(lesson), text=text, author=author, at=sent_at
        )
        if place == SCREENED:
            actions.screen(remark=remark, passes=True, text=text, by=moderator, at=sent_at + timedelta(days=1))
