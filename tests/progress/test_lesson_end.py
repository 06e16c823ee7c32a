"""What stands at the end of a lesson: the way on, the way back, and how long the rest of the module takes."""

import pytest

from courses.rendering import Entry, ModuleFrame
from declaration.principles import PRINCIPLES
from progress.state import LessonState, ModuleStanding
from progress.templatetags.progress import minutes_left
from tests.curriculum import build_person
from tests.taking import complete, sit


@pytest.fixture
def end(client):
    """The words and links after the body of a lesson, for whoever is signed in."""
    return lambda lesson: client.get(lesson.url).text.partition('<div class="lesson__end">')[2]


def test_a_stranger_goes_on_to_the_next_lesson_and_back_to_the_one_before(module, end):
    first, second, third = module.live_lessons()
    text = end(second)
    assert f'href="{third.url}" role="button"' in text
    assert f'href="{first.url}">Previous lesson' in text
    assert f'href="{module.url}" role="button"' in end(third)
    assert "Previous lesson" not in end(first)


def test_a_learner_reads_how_long_the_rest_of_the_module_takes(signed_in, learner, module, end):
    first, second, _ = module.live_lessons()
    assert "About 25 minutes left in this module, with its assessment." in end(first)
    complete(learner, first)
    assert "About 20 minutes left in this module, with its assessment." in end(second)


def test_a_complete_module_has_nothing_left(signed_in, learner, module, end):
    first, second, third = module.live_lessons()
    complete(learner, first, second, third)
    sit(learner, module)
    assert "left in this module" not in end(first)


def test_an_assessment_that_is_passed_takes_no_more_time():
    frame = ModuleFrame(1, "A module", "/", PRINCIPLES[0], 25, (Entry(1, "One", "/", 5), Entry(2, "Two", "/", 10)))
    begun, passed = ModuleStanding(started=True), ModuleStanding(started=True, passed=True)
    assert [minutes_left(frame, LessonState(done=frozenset([1]), module=one)) for one in (begun, passed)] == [20, 10]


def test_who_takes_no_course_reads_on_too(client, module, end, db):
    client.force_login(build_person("Cora Ash"))
    first, second, _ = module.live_lessons()
    assert f'href="{second.url}" role="button"' in end(first)
    assert "left in this module" not in end(first)
