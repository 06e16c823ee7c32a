"""What a publish costs with ten thousand people in progress, measured for `manage.py bench publish`: the click of the editor,
the longest batch in the background, and how long until everybody is counted."""

import time
from uuid import uuid4

from django.db import connection
from django.db.models import F
from django.test import override_settings
from django.utils import timezone

from courses.models import CoursePage, LessonPage
from people.models import User

from . import recomputing
from .models import LessonRecord, ModuleRecord

LEARNERS, LESSONS, DONE = 10_000, 10, 5
AT_ONCE = 1_000  # rows of one INSERT


@override_settings(REFUSE_UNSOUND_PAGES=False)
def measure(learners: int = LEARNERS) -> dict:
    """{name: number}, on pages and people of its own."""
    module = ten_lessons()
    in_progress(learners, module)
    lesson = module.live_lessons().last()
    click = seconds(lesson.unpublish)
    batches = []
    while ModuleRecord.objects.filter(module=module).exclude(lessons_due=LESSONS - 1).exists():
        batches.append(seconds(lambda: recomputing.catch_up(at=timezone.now(), most=1)))
    return {
        "publish_learners": learners,
        "publish_click_ms": round(click * 1000),
        "publish_longest_batch_ms": round(max(batches, default=0) * 1000),
        "publish_until_all_counted_seconds": round(click + sum(batches), 1),
        "publish_over_100_per_cent": ModuleRecord.objects.filter(lessons_done__gt=F("lessons_due")).count(),
    }


def ten_lessons():
    """A module of its own, like the first of the largest course."""
    course = max(CoursePage.objects.live(), key=lambda course: course.places.count())
    original = course.ordered_places().first().module
    names = {"title": "Bench", "slug": f"bench-{uuid4().hex[:8]}"}
    module = original.copy(update_attrs=names, copy_revisions=False)
    for number in range(LESSONS):
        lesson = LessonPage(title=f"Bench {number}", slug=f"bench-{number}", minutes=5)
        module.add_child(instance=lesson)
    module.save_revision().publish()
    return module


def in_progress(number, module):
    """Each has completed five lessons. The database knows how full its tables are, as one that people use does."""
    now = timezone.now()
    people = [User(email=f"{uuid4().hex}@example.org", joined_at=now) for _ in range(number)]
    User.objects.bulk_create(people, batch_size=AT_ONCE)
    records = [
        ModuleRecord(
            learner=person, module=module, audience="other", started_at=now, lessons_done=DONE, lessons_due=LESSONS
        )
        for person in people
    ]
    ModuleRecord.objects.bulk_create(records, batch_size=AT_ONCE)
    lessons = list(module.live_lessons()[:DONE])
    done = [
        LessonRecord(learner=person, lesson=lesson, started_at=now, completed_at=now)
        for person in people
        for lesson in lessons
    ]
    LessonRecord.objects.bulk_create(done, batch_size=AT_ONCE)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def seconds(call):
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
