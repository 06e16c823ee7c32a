"""What an editor previews knows no learner, not even the editor who is one."""

from django.test import RequestFactory

from tests.activities import EVERY, body
from tests.curriculum import build_module
from tests.taking import complete


def preview(page, reader):
    request = RequestFactory().get(page.url)
    request.user, request.is_preview = reader, True
    return page.serve_preview(request, "").render().text


def test_a_preview_of_a_lesson_is_empty_of_its_reader(learner, course):
    module = build_module(course=course, body=body(*EVERY))
    lesson = module.live_lessons().first()
    complete(learner, module.live_lessons().last())
    shown = preview(lesson, learner)
    assert "We do p1." in shown
    assert '<form method="post" action="/learn/' not in shown
    assert "Your progress" not in shown
    assert "lesson-list__item--done" not in shown


def test_a_preview_shows_the_draft_and_not_what_is_cached(learner, course, client):
    lesson = build_module(course=course).live_lessons().first()
    client.get(lesson.url)
    lesson.body = [("text", "<p>Words of the draft.</p>")]
    assert "Words of the draft." in preview(lesson, learner)
    assert "Words of the draft." not in client.get(lesson.url).text


def test_a_preview_of_a_module_is_empty_of_its_reader(learner, module):
    complete(learner, module.live_lessons().first())
    shown = preview(module, learner)
    assert "Continue here" not in shown
    assert "Your progress" not in shown
