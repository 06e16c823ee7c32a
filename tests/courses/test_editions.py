"""An edition for each change of what is taught, and none for anything else."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from courses import editions
from courses.models import Change, QuestionVersion
from courses.publishing import together
from courses.signals import module_changed
from tests.courses.pages import load_sound, move, the_lesson, the_module
from tests.curriculum import AT, later, publish


def numbers(module):
    return [edition.number for edition in module.editions.order_by("number")]


@pytest.fixture
def heard():
    """What the apps above heard: (module, edition)."""
    events = []

    def hear(sender, module, edition, **kwargs):
        events.append((module.code, edition and edition.number))

    module_changed.connect(hear)
    yield events
    module_changed.disconnect(hear)


def test_publishing_a_changed_lesson_writes_the_next_edition(module):
    lesson = the_lesson()
    lesson.title = "Another title"
    publish(lesson)
    assert numbers(module) == [1, 2]
    assert editions.current_edition(module).content["lessons"][0]["title"] == "Another title"


def test_publishing_without_a_change_writes_none(module):
    publish(the_lesson())
    publish(module)
    assert numbers(module) == [1]


def test_what_readers_do_not_learn_from_is_no_change(module):
    module.review_on = later(days=500).date()
    publish(module)
    assert numbers(module) == [1]


def test_an_edition_says_whether_the_change_is_material_and_why(module):
    lesson = the_lesson()
    lesson.minutes, lesson.change, lesson.change_note = 8, Change.MATERIAL, "The law has changed."
    publish(lesson)
    edition = editions.current_edition(module)
    assert (edition.change, edition.change_note) == (Change.MATERIAL, "The law has changed.")


def test_saving_a_draft_changes_nothing(module, heard):
    lesson = the_lesson()
    lesson.title = "Not yet"
    lesson.save_revision()
    assert (numbers(module), heard) == ([1], [])


def test_taking_down_a_lesson_is_a_change(module, heard, settings):
    settings.REFUSE_UNSOUND_PAGES = False
    the_lesson("m01/l02").unpublish()
    assert heard == [("m01", 2)]
    assert len(editions.current_edition(module).content["lessons"]) == 1


def test_taking_down_a_module_is_heard_and_writes_none(module, heard):
    module.unpublish()
    assert (numbers(module), heard) == ([1], [("m01", None)])


def test_moving_a_lesson_changes_both_modules(module, heard, settings):
    settings.REFUSE_UNSOUND_PAGES = False
    move(the_lesson("m01/l02"), the_module("m02"))
    assert sorted(heard) == [("m01", 2), ("m02", 2)]


def test_a_new_order_of_lessons_is_a_change(module):
    the_lesson("m01/l02").move(the_lesson("m01/l01"), pos="left")
    assert numbers(module) == [1, 2]


def test_deleting_a_lesson_is_a_change(module, heard, settings):
    settings.REFUSE_UNSOUND_PAGES = False
    the_lesson("m01/l02").delete()
    assert heard[-1] == ("m01", 2)


def test_what_is_published_together_is_one_change(module, heard):
    with together(at=AT):
        for code in ("m01/l01", "m01/l02"):
            lesson = the_lesson(code)
            lesson.title += "!"
            publish(lesson)
        assert heard == []
    assert heard == [("m01", 2)]


def test_what_fails_in_the_middle_is_no_change(module, heard):
    lesson = the_lesson()
    lesson.title = "Half"
    with pytest.raises(OSError), together(at=AT):  # noqa: PT012
        publish(lesson)
        raise OSError
    assert (heard, the_lesson().title) == ([], "Lesson l01")
    publish(the_lesson())
    assert numbers(module) == [1]


def ask(module):
    return editions.question_versions(module=module, questions=editions.bank(module), at=AT)


def test_a_question_has_one_version_however_often_it_is_asked(module):
    assert ask(module) == ask(module)
    assert QuestionVersion.objects.count() == 15


def test_a_changed_question_has_another_version_and_the_old_one_stays(module):
    before = ask(module)
    module.assessment[0].value["prompt"] = "What now?"
    publish(module)
    after = ask(the_module())
    assert (after[0].question_id, after[1:]) == (before[0].question_id, before[1:])
    assert after[0].pk != before[0].pk
    assert QuestionVersion.objects.get(pk=before[0].pk).content["prompt"].endswith("about q00?")


def test_a_draft_of_the_bank_is_asked_of_nobody(module):
    before = editions.bank(module)
    module.assessment[0].value["prompt"] = "Not yet"
    module.save_revision()
    assert editions.bank(the_module()) == before


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_lessons_published_at_once_number_their_editions_one_after_the_other():
    load_sound()

    def retitle(path):
        lesson = the_lesson(path)
        lesson.title += " again"
        publish(lesson)
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(retitle, ("m01/l01", "m01/l02")))
    # One each; or one for both, where the first found the second's lesson already published.
    assert numbers(the_module()) in ([1, 2], [1, 2, 3])
    assert {lesson["title"] for lesson in editions.current_edition(the_module()).content["lessons"]} == {
        "Lesson l01 again",
        "Lesson l02 again",
    }
