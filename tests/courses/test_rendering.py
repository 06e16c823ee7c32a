"""A lesson is rendered once per publish, for all readers alike."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from courses import imprint, rendering
from courses.models import Source
from tests.activities import EVERY, SCENARIO, SORTING, body, name
from tests.courses.pages import move, the_lesson, the_module
from tests.curriculum import publish


def words(lesson):
    return "".join(part.html for part in rendering.rendered_lesson(lesson).parts)


def rewritten(lesson, text):
    lesson.body = [("text", f"<p>{text}</p>"), *[(child.block_type, child.value) for child in lesson.body]]
    return lesson


@pytest.fixture(autouse=True)
def _commits(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        yield


def test_a_second_reader_costs_no_query(module):
    lesson, mark = the_lesson(), imprint.mark()
    first = rendering.rendered_lesson(lesson, mark)
    with CaptureQueriesContext(connection) as queries:
        assert rendering.rendered_lesson(lesson, mark) == first
    assert len(queries) == 0


def test_a_publish_is_seen_at_once(module):
    words(the_lesson())
    publish(rewritten(the_lesson(), "Fresh words."))
    assert "Fresh words." in words(the_lesson())


def test_a_draft_is_seen_by_nobody(module):
    words(the_lesson())
    rewritten(the_lesson(), "Not yet.").save_revision()
    assert "Not yet." not in words(the_lesson())


def test_a_preview_shows_what_is_in_hand_and_caches_nothing(module):
    before = words(the_lesson())
    draft = rewritten(the_lesson(), "In hand.")
    assert "In hand." in rendering.render_lesson(draft).parts[0].html
    assert words(the_lesson()) == before


def contents(lesson):
    return [entry.title for entry in rendering.rendered_lesson(lesson).module.contents]


def test_the_other_lessons_show_it_when_one_is_taken_down(module, settings):
    settings.REFUSE_UNSOUND_PAGES = False
    assert len(contents(the_lesson("m01/l01"))) == 2
    the_lesson("m01/l02").unpublish()
    assert contents(the_lesson("m01/l01")) == ["Lesson l01"]


def test_both_modules_show_it_when_a_lesson_moves(module, settings):
    settings.REFUSE_UNSOUND_PAGES = False
    stays, there = the_lesson("m01/l01"), the_lesson("m02/l01")
    contents(stays), contents(there)
    move(the_lesson("m01/l02"), the_module("m02"))
    assert (len(contents(stays)), len(contents(there))) == (1, 3)


def test_a_lesson_that_becomes_private_leaves_the_contents(module):
    contents(the_lesson("m01/l01"))
    PageViewRestriction.objects.create(page=the_lesson("m01/l02"), restriction_type="login")
    assert contents(the_lesson("m01/l01")) == ["Lesson l01"]


def test_a_source_put_right_is_shown_right(module):
    words(the_lesson("m01/l01"))
    source = Source.objects.get()
    source.title = "A better title"
    source.save()
    assert rendering.rendered_lesson(the_lesson("m01/l01")).sources[0].title == "A better title"


def test_activities_stay_data_and_all_else_is_finished(module, settings):
    settings.REFUSE_UNSOUND_PAGES = False
    lesson = the_lesson()
    lesson.body = body(*EVERY)
    parts = rendering.rendered_lesson(publish(lesson)).parts
    assert {part.type for part in parts} == set(rendering.ACTIVITIES)
    assert not any(part.html for part in parts)


def part_of(*blocks):
    lesson = the_lesson()
    lesson.body = body(*blocks)
    return rendering.lesson_parts(lesson)[0].value


def test_a_group_chosen_by_number_is_known_to_readers_by_its_id(module):
    assert [item.group for item in part_of(SORTING)["items"]] == [name("group-0"), name("group-1")]


def test_a_step_chosen_by_number_is_known_to_readers_by_its_id(module):
    steps = part_of(SCENARIO).steps
    assert {choice.next for choice in steps[0].choices} == {name("step-1")}
    assert {choice.next for choice in steps[1].choices} == {""}


def test_nothing_in_it_depends_on_who_reads(module, client, django_user_model):
    words(the_lesson())
    client.force_login(django_user_model.objects.create(email="ada@example.org", name="Ada Larch"))
    assert client.get(the_lesson().url).status_code == 200
    assert "Ada" not in repr(rendering.rendered_lesson(the_lesson()))
