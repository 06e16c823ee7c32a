"""Loading the curriculum's text into the CMS: all or nothing, nothing twice, and never over an editor's work."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from courses.models import CoursePage, LessonPage, ModuleEdition, ModulePage
from courses.textformat import uuid_for, write
from tests.courses.pages import load, the_lesson, the_module
from tests.courses.sound import block, curriculum, module
from tests.curriculum import later, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts():
    return curriculum(pages=())


def with_first(texts, **changes):
    """The curriculum with the first module changed."""
    return replace(texts, modules=(replace(texts.modules[0], **changes), *texts.modules[1:]))


def retitled(lesson, title="Another title"):
    return replace(lesson, title=title)


def test_everything_in_the_text_becomes_a_live_page(texts):
    report = load(texts)
    assert len(report.created) == 5 + 10 + 1
    assert ModulePage.objects.live().count() == 5
    assert LessonPage.objects.live().count() == 10
    assert [place.module.code for place in CoursePage.objects.get().ordered_places()] == [
        "m01",
        "m02",
        "m03",
        "m04",
        "m05",
    ]


def test_loading_again_changes_nothing(texts):
    load(texts)
    pages = list(Page.objects.order_by("pk").values())
    report = load(texts, at=later(days=1))
    assert (report.created, report.changed, report.left, len(report.same)) == ([], [], [], 16)
    assert list(Page.objects.order_by("pk").values()) == pages


def test_a_changed_text_changes_its_page_and_no_other(texts):
    load(texts)
    first, second = texts.modules[0].lessons
    report = load(with_first(texts, lessons=(retitled(first), second)))
    assert report.changed == ["m01/l01"]
    assert the_lesson("m01/l01").title == "Another title"


def test_a_page_edited_in_the_cms_is_left_as_it_is(texts):
    load(texts)
    lesson = the_lesson("m01/l01")
    lesson.title = "As the editor wants it"
    publish(lesson)
    report = load(with_first(texts, lessons=(retitled(texts.modules[0].lessons[0]), texts.modules[0].lessons[1])))
    assert report.left == ["m01/l01"]
    assert the_lesson("m01/l01").title == "As the editor wants it"


def test_a_draft_saved_in_the_cms_is_left_too(texts):
    load(texts)
    the_lesson("m01/l01").save_revision()
    assert load(texts).left == ["m01/l01"]


def test_every_id_becomes_the_same_uuid_each_time(texts):
    load(texts)
    lesson = the_lesson("m01/l01")
    assert lesson.translation_key == uuid_for("m01", "l01")
    check = next(child for child in lesson.body if child.block_type == "knowledge_check")
    assert check.id == str(uuid_for("m01", "l01", "check"))
    assert check.value["options"].bound_blocks[1].id == str(uuid_for("m01", "l01", "check", "b"))
    assert the_module().assessment[0].id == str(uuid_for("m01", "q00"))


def test_a_first_load_writes_one_edition_for_each_module(texts):
    load(texts)
    assert ModuleEdition.objects.count() == 5


def test_several_changed_lessons_of_a_module_are_one_edition(texts):
    load(texts)
    load(with_first(texts, lessons=tuple(map(retitled, texts.modules[0].lessons))))
    assert [edition.number for edition in the_module("m01").editions.all()] == [2, 1]
    assert ModuleEdition.objects.count() == 6


def test_a_lesson_put_in_the_middle_of_the_text_stands_in_the_middle(texts):
    load(texts)
    first, second = texts.modules[0].lessons
    load(with_first(texts, lessons=(first, replace(first, id="l03", slug="between"), second)))
    assert [lesson.code for lesson in the_module().lessons()] == ["l01", "l03", "l02"]


def test_a_module_that_becomes_a_draft_is_taken_down(texts):
    load(texts)
    load(with_first(texts, status="draft"))
    assert not the_module().live


def test_links_lead_to_pages(texts):
    load(texts)
    assert f'id="{the_module().pk}"' in CoursePage.objects.get().introduction


def command(folder):
    out = StringIO()
    call_command("load_content", folder, stdout=out)
    return out.getvalue()


def test_the_command_says_what_it_did(texts, tmp_path):
    write(texts, tmp_path)
    assert "16 created, 0 changed, 0 left, 0 already" in command(tmp_path)
    assert "0 created, 0 changed, 0 left, 16 already" in command(tmp_path)


def test_text_that_cannot_be_read_is_named_by_file_and_line_and_nothing_is_loaded(texts, tmp_path):
    write(texts, tmp_path)
    file = next(tmp_path.glob("modules/m03-*/module.yaml"))
    file.write_text(file.read_text().replace("principle: p3", "principle: p9"))
    with pytest.raises(CommandError, match=r"modules/m03-module-m03/module\.yaml:5: .*principle"):
        command(tmp_path)
    assert not ModulePage.objects.exists()


def test_text_that_breaks_a_rule_is_named_by_file_and_nothing_is_loaded(texts, tmp_path):
    write(with_first(texts, questions=texts.modules[0].questions[:9]), tmp_path)
    with pytest.raises(CommandError, match=r"modules/m01-module-m01/assessment\.yaml.*at least 15"):
        command(tmp_path)
    assert not ModulePage.objects.exists()


def test_a_failure_in_the_last_module_leaves_nothing_of_the_first(texts, monkeypatch):
    def fails_at_last(self, text):
        if text.id == "m05":
            raise OSError
        return []

    monkeypatch.setattr("courses.streams.Streams.assessment", fails_at_last)
    with pytest.raises(OSError):  # noqa: PT011
        load(texts)
    assert not ModulePage.objects.exists()


def test_sorting_and_scenarios_point_by_number_in_the_cms(texts):
    groups = ({"id": "left", "title": "Left"}, {"id": "right", "title": "Right"})
    items = tuple({"id": f"i{n}", "text": f"Item {n}", "group": "right", "feedback": "So it is."} for n in range(3))
    sorting = block("sorting", "sort", title="Sort", instruction="Sort them.", groups=groups, items=items)
    one = module("m01")
    lesson = replace(one.lessons[0], status="draft", blocks=(*one.lessons[0].blocks, sorting))
    load(with_first(texts, lessons=(lesson, replace(one.lessons[1], outcomes=lesson.outcomes))))
    value = list(the_lesson("m01/l01").body)[-1].value
    assert [item["group"] for item in value["items"]] == ["2", "2", "2"]
