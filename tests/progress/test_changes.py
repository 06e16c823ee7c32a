"""Whoever is in the middle reads what an editor changed since they began, where it matters; nobody else does.

Seen to fail: minor changes shown, changes shown from before the learner began, and to people who are through;
on a lesson, changes shown to people who are through, and again on each lesson that follows.
"""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from courses.models import Change
from courses.rendering import rendered_lesson
from progress.changes import of_course, of_module
from progress.state import lesson_state
from tests.curriculum import AT, later, publish
from tests.taking import complete, sit


def change(page, kind=Change.MATERIAL, note="The law has changed."):
    page.refresh_from_db()
    page.title += "!"
    page.change, page.change_note = kind, note
    return publish(page)


def notes(learner, module):
    return [changed.note for changed in of_module(learner, module)]


def test_a_material_change_is_read_on_the_page_of_the_module(signed_in, learner, module):
    signed_in.post(reverse("progress:start-module", args=[module.pk]))
    change(module)
    page = signed_in.get(module.url).text
    assert "What changed since you began" in page
    assert "The law has changed." in page


def test_and_on_the_lesson_with_which_they_go_on_until_they_have(signed_in, learner, module):
    first, second, third = module.live_lessons()
    complete(learner, first)
    change(module)
    for lesson in (first, second):
        assert "The law has changed." in signed_in.get(lesson.url).text
    signed_in.post(reverse("progress:complete-lesson", args=[second.pk]))
    assert "The law has changed." not in signed_in.get(third.url).text
    change(third, note="It takes longer.")
    assert "It takes longer." in signed_in.get(third.url).text
    assert "The law has changed." not in signed_in.get(third.url).text


def test_no_lesson_tells_anybody_else(learner, colleague, module):
    complete(learner, *module.live_lessons())
    sit(learner, module)
    change(module)
    lesson = module.live_lessons().first()
    for reader in (AnonymousUser(), colleague, learner):
        assert lesson_state(reader, lesson.pk, rendered_lesson(lesson)).changes == ()


def test_a_minor_one_is_not(learner, module):
    complete(learner, module.live_lessons().first())
    change(module, Change.MINOR)
    assert notes(learner, module) == []


def test_a_material_change_of_a_lesson_counts_too_and_the_latest_is_first(learner, module):
    complete(learner, module.live_lessons().first())
    change(module)
    change(module.live_lessons().last(), note="It takes longer.")
    assert notes(learner, module) == ["It takes longer.", "The law has changed."]


def test_whoever_begins_afterwards_reads_nothing_of_it(learner, colleague, module):
    complete(learner, module.live_lessons().first())
    change(module)
    complete(colleague, module.live_lessons().first())
    assert (len(notes(learner, module)), notes(colleague, module)) == (1, [])


def test_nor_does_whoever_is_through(learner, module):
    complete(learner, *module.live_lessons())
    sit(learner, module)
    change(module)
    assert notes(learner, module) == []


def test_nor_does_whoever_only_looks(client, module):
    change(module)
    assert "What changed" not in client.get(module.url).text


def test_of_a_course_the_latest_material_publish_is_read_by_those_who_were_there(
    signed_in, learner, course, time_machine
):
    time_machine.move_to(later(days=1))
    change(course, note="Module 3 is now required.")
    assert [changed.note for changed in of_course(learner, course)] == ["Module 3 is now required."]
    assert "Module 3 is now required." in signed_in.get(course.url).text
    assert of_course(learner, course)[0].at > AT
