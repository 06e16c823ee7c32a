"""Scheduled publishing and expiry: one page at a time; what is refused is recorded, told to its owner, and passed over."""

import pytest
from wagtail.models import Page

from audit.models import Event
from courses.publishing import publish_due
from mail.actions import send_due
from mail.models import Message
from people.actions import join
from tests.courses.pages import load_sound, the_lesson, the_module
from tests.curriculum import AT, later


@pytest.fixture
def owner(module):
    person = join(email="editor@example.org", at=AT)
    Page.objects.update(owner=person)
    return person


def schedule(page, **changes):
    """Approve a draft of the page to go live in a day."""
    for field, value in {"go_live_at": later(days=1), **changes}.items():
        setattr(page, field, value)
    page.save_revision(approved_go_live_at=later(days=1))


def due():
    return publish_due(at=later(days=2))


@pytest.fixture(autouse=True)
def _tomorrow(time_machine):
    time_machine.move_to(later(days=2))


def test_what_is_due_goes_live(module):
    schedule(the_lesson(), title="On time")
    assert due() == (1, 0, 0)
    assert the_lesson().title == "On time"


def test_what_is_not_due_waits(module):
    schedule(the_lesson(), title="Too early")
    assert publish_due(at=AT) == (0, 0, 0)
    assert the_lesson().title == "Lesson l01"


def test_a_refused_page_does_not_hold_up_the_next(module):
    schedule(the_lesson("m01/l01"), outcomes=[])
    schedule(the_lesson("m02/l01"), title="On time")
    assert due() == (1, 0, 1)
    assert the_lesson("m02/l01").title == "On time"
    assert the_lesson("m01/l01").outcomes


def test_a_refusal_is_recorded_and_mailed_once_however_often_it_is_tried(owner, mailoutbox):
    schedule(the_lesson(), outcomes=[])
    due(), due(), due()
    event = Event.objects.get(name="courses.refuse_publish")
    assert event.detail["codes"] == ["outcome-not-taught"]
    assert Message.objects.get().to == "editor@example.org"
    send_due(at=later(days=2))
    assert "No lesson teaches outcome" in mailoutbox[0].body
    assert mailoutbox[0].subject == "“Lesson l01” was not published"


def test_a_field_that_cannot_hold_its_value_is_refused_and_told_too(owner, mailoutbox):
    lesson = the_lesson()
    lesson.minutes, lesson.go_live_at = 11, later(days=1)
    lesson.save_revision(approved_go_live_at=later(days=1), clean=False)
    assert due() == (0, 0, 1)
    assert Event.objects.get(name="courses.refuse_publish").detail["codes"] == ["invalid-field"]
    send_due(at=later(days=2))
    assert "“Lesson l01” was not published" in mailoutbox[0].subject


def test_a_refused_page_goes_live_once_what_stood_against_it_is_put_right(module):
    schedule(the_lesson(), outcomes=["o1", "o2", "o3", "o4"])
    assert due() == (0, 0, 1)
    other = the_lesson("m01/l02")
    other.outcomes = ["o5"]
    other.save_revision().publish()
    assert due() == (1, 0, 0)


def expire(page):
    Page.objects.filter(pk=page.pk).update(expire_at=later(days=1))


def test_what_has_expired_is_taken_down(module):
    expire(module)
    assert due() == (0, 1, 0)
    assert not the_module().live


def test_a_lesson_that_its_module_needs_does_not_expire_without_words(owner):
    expire(the_lesson())
    assert due() == (0, 0, 1)
    assert the_lesson().live
    assert Message.objects.get().context["change"] == "expire"


def test_a_module_and_its_lessons_may_be_due_at_once(db):
    load_sound(modules=1)
    module, lessons = the_module(), list(the_module().lessons())
    module.unpublish()
    for lesson in lessons:
        lesson.refresh_from_db()
        lesson.unpublish()
    for page in (the_module(), *the_module().lessons()):
        schedule(page)
    assert due() == (3, 0, 0)
    assert the_module().live_lessons().count() == 2
