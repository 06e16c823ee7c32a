"""Editors change modules while people learn: everybody is counted again, nobody is over 100 %, nobody is un-completed."""

from django.core.management import call_command
from wagtail.models import PageViewRestriction

from progress import actions
from progress.overview import module_contents
from progress.recount import differences
from tests.curriculum import AT, build_lesson, build_module, publish, require
from tests.taking import complete, progress, record, sit


def test_a_lesson_published_in_mid_module_is_due_from_everybody_in_progress(learner, colleague, module):
    complete(learner, *module.live_lessons()[:2])
    complete(colleague, module.live_lessons()[0])
    build_lesson(module)
    assert progress(learner, module) == (2, 4)
    assert progress(colleague, module) == (1, 4)


def test_a_lesson_taken_down_counts_neither_as_done_nor_as_due(learner, colleague, module):
    first, second, _ = module.live_lessons()
    complete(learner, first, second)
    complete(colleague, second)
    first.unpublish()
    assert progress(learner, module) == (1, 2)
    assert progress(colleague, module) == (1, 2)


def test_what_was_done_counts_again_when_the_lesson_comes_back(learner, module):
    lesson = module.live_lessons().first()
    complete(learner, lesson)
    lesson.unpublish()
    publish(lesson)
    assert progress(learner, module) == (1, 3)


def test_a_completed_module_stays_complete_whatever_is_added(learner, module):
    complete(learner, *module.live_lessons())
    sit(learner, module)
    before = record(learner, module)
    build_lesson(module)
    after = record(learner, module)
    assert (after.completed_at, after.edition, after.lessons_due) == (before.completed_at, before.edition, 3)


def test_taking_down_the_last_open_lesson_completes_nobody_without_a_pass(learner, module):
    complete(learner, *module.live_lessons()[:2])
    module.live_lessons().last().unpublish()
    assert progress(learner, module) == (2, 2)
    assert record(learner, module).completed_at is None


def test_whoever_passed_is_complete_when_the_lesson_that_was_left_goes(learner, module):
    complete(learner, *module.live_lessons())
    build_lesson(module)
    extra = module.live_lessons().last()
    assert progress(learner, module) == (3, 4)
    module.by_assessment = True
    module.save_revision().publish()
    sit(learner, module)
    assert record(learner, module).how == "assessment"
    assert extra.live


def test_a_lesson_moved_to_another_module_is_counted_there_and_no_longer_here(learner, course, module):
    other = build_module(course=course, lessons=1)
    lesson = module.live_lessons().first()
    complete(learner, lesson, other.live_lessons().first())
    lesson.move(other, pos="last-child")
    assert progress(learner, module) == (0, 2)
    assert progress(learner, other) == (2, 2)
    assert [line.state for line in module_contents(learner, other, standing=True).lessons] == ["done", "done"]


def test_so_it_is_where_the_other_module_is_begun_only_after_the_move(learner, course, module):
    """Seen to fail where a new record counted nothing; a random history found it."""
    other = build_module(course=course, lessons=1)
    lesson = module.live_lessons().first()
    complete(learner, lesson)
    lesson.move(other, pos="last-child")
    actions.start_module(learner=learner, module=other, at=AT)
    assert progress(learner, other) == (1, 2)
    assert list(differences()) == []


def test_a_lesson_that_becomes_private_can_no_longer_be_completed_and_nothing_differs(learner, module):
    complete(learner, *module.live_lessons()[:1])
    lesson = module.live_lessons().last()
    PageViewRestriction.objects.create(page=lesson, restriction_type="login")
    complete(learner, module.live_lessons()[1])
    assert progress(learner, module) == (2, 2)


def test_a_module_taken_down_in_mid_lesson_loses_nothing(learner, module):
    complete(learner, *module.live_lessons()[:2])
    module.unpublish()
    publish(module)
    assert progress(learner, module) == (2, 3)


def test_a_recount_finds_no_difference_after_all_of_this(learner, colleague, course, module):
    complete(learner, *module.live_lessons())
    sit(learner, module)
    complete(colleague, *module.live_lessons()[:2])
    build_lesson(module)
    module.live_lessons().first().unpublish()
    require(course, build_module())
    assert list(differences()) == []


def test_a_recount_names_what_differs(learner, module, capsys):
    complete(learner, *module.live_lessons()[:2])
    stored = record(learner, module)
    stored.lessons_done = 1
    stored.save()
    (line,) = differences()
    assert line == f"Record {stored.pk} ({module.title}): stored 1 of 3, counted 2 of 3"


def test_the_command_ends_well_where_nothing_differs(learner, module, capsys):
    complete(learner, *module.live_lessons()[:2])
    call_command("check_progress")
    assert "1 module records and 1 enrolments recounted: no difference." in capsys.readouterr().out
