"""Where learners stop is counted each night, and shown to editors only of enough learners and rounded."""

import csv
import io

import pytest
from django.urls import reverse

from people.models import User
from progress import dropoff
from progress.models import LessonFigures, LessonRecord
from tests.curriculum import AT, build_module, later

REPORT = "progress-reports:lessons"


@pytest.fixture
def lesson(db):
    return build_module(title="Plumbing").live_lessons()[0]


def begin(lesson, number, *, completed=0, at=AT):
    """So many learners begin it; the first of them complete it at once."""
    learners = User.objects.bulk_create(User(email=f"{at:%H%M}-{n}@camden.gov.uk") for n in range(number))
    LessonRecord.objects.bulk_create(
        LessonRecord(learner=learner, lesson=lesson, started_at=at, completed_at=at if n < completed else None)
        for n, learner in enumerate(learners)
    )


def counted(lesson, at=None):
    dropoff.count_lessons(at=at or later(days=40))
    figures = LessonFigures.objects.get(lesson=lesson)
    return figures.started, figures.completed, figures.settled


def test_who_began_long_ago_has_stopped_and_who_began_lately_has_not(lesson):
    begin(lesson, 10, completed=4)
    begin(lesson, 3, completed=1, at=later(days=39, hours=1))
    assert counted(lesson) == (13, 5, 11)


def test_counting_again_changes_nothing_and_forgets_what_has_no_records(lesson):
    begin(lesson, 2)
    assert counted(lesson) == counted(lesson)
    LessonRecord.objects.all().delete()
    dropoff.count_lessons(at=AT)
    assert not LessonFigures.objects.exists()


def test_a_lesson_of_few_learners_is_not_listed(lesson, client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    begin(lesson, 29)
    counted(lesson)
    assert lesson.title not in client.get(reverse(REPORT)).text


def test_the_report_rounds_on_screen_and_in_its_file(lesson, client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    begin(lesson, 43, completed=31)
    counted(lesson)
    page = client.get(reverse(REPORT)).text
    assert "22%" in page  # 12 of 43, shown as 10 of 45
    response = client.get(reverse(REPORT), {"export": "csv"})
    _, row = csv.reader(io.StringIO(b"".join(response.streaming_content).decode()))
    assert row[:5] == ["Plumbing", lesson.title, "45", "30", "22"]


def test_a_module_can_be_chosen(lesson, client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    begin(lesson, 40)
    counted(lesson)
    other = build_module()
    assert lesson.title not in client.get(reverse(REPORT), {"module": other.pk}).text
    assert lesson.title in client.get(reverse(REPORT), {"module": lesson.get_parent().pk}).text


@pytest.mark.parametrize("who", ["learner", "coordinator", "analyst"])
def test_nobody_but_editors_reads_it(who, client, request):
    client.force_login(request.getfixturevalue(who), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse(REPORT)).status_code in (302, 403)
