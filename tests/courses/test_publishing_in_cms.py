"""An editor publishes in the CMS: sound pages go live, and for others there are words on every route, and the draft is kept."""

import pytest
from django.urls import reverse

from courses.judging import Refused
from courses.models import LessonPage
from people.permissions import AUTHORS, PUBLISHERS
from tests.courses.editing import changed_form, sign_in
from tests.courses.pages import move, the_lesson, the_module
from tests.curriculum import publish


@pytest.fixture
def publisher(module, client):
    return sign_in(client, PUBLISHERS)


def edit(client, page, action="action-publish", **changes):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, changed_form(client, page, **changes) | {action: "1"}, follow=True)


def words(response):
    return " ".join(str(message) for message in response.context["messages"])


def test_a_sound_change_goes_live(publisher, client):
    edit(client, the_lesson(), title="A better title")
    assert the_lesson().title == "A better title"


def test_an_unsound_page_is_not_published_and_the_draft_is_kept(publisher, client):
    answer = edit(client, the_lesson(), title="A better title", outcomes=[])
    assert "No lesson teaches outcome o2" in words(answer)
    assert the_lesson().title == "Lesson l01"
    assert the_lesson().get_latest_revision_as_object().title == "A better title"


def test_an_unsound_page_can_be_saved_as_a_draft(publisher, client):
    answer = edit(client, the_lesson(), action="action-none", outcomes=[])
    assert the_lesson().get_latest_revision_as_object().outcomes == []
    assert "6 to put right" not in answer.text
    assert "to put right" in answer.text


def test_each_finding_leads_to_its_place(publisher, client):
    lesson = the_lesson()
    lesson.body[1].value["options"].bound_blocks[1].value["correct"] = False
    lesson.save_revision()
    page = client.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).text
    assert "No option is marked as right; mark the right one." in page
    assert f"/edit/#block-{lesson.body[1].id}-section" in page


def test_approval_in_the_workflow_refuses_in_words(publisher, client, django_user_model):
    lesson = the_lesson()
    lesson.outcomes = []
    lesson.save_revision()
    state = lesson.get_workflow().start(lesson, publisher)
    url = reverse("wagtailadmin_pages:workflow_action", args=[lesson.pk, "approve", state.current_task_state.pk])
    answer = client.post(url, {"comment": ""}, follow=True)
    assert "No lesson teaches outcome o2" in words(answer)
    assert the_lesson().outcomes
    assert the_lesson().current_workflow_state


def test_bulk_publishing_refuses_all_when_one_is_unsound(publisher, client):
    first, second = the_lesson("m01/l01"), the_lesson("m01/l02")
    second.title = "Sound"
    second.save_revision()
    first.outcomes = []
    first.save_revision()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{url}?id={second.pk}&id={first.pk}", {"include_descendants": ""}, follow=True)
    assert "No lesson teaches outcome o2" in words(answer)
    assert the_lesson("m01/l02").title == "Lesson l02"


def test_a_lesson_that_its_module_needs_is_not_taken_down_without_words(publisher, client):
    answer = client.post(reverse("wagtailadmin_pages:unpublish", args=[the_lesson().pk]), follow=True)
    assert "No lesson teaches outcome o2" in words(answer)
    assert the_lesson().live


def test_nor_is_it_moved(publisher, client):
    lesson = the_lesson()
    with pytest.raises(Refused, match="No lesson teaches outcome"):
        move(lesson, the_module("m02"))
    assert the_lesson().live


def test_nor_is_it_deleted(module):
    with pytest.raises(Refused, match="No lesson teaches outcome"):
        the_lesson().delete()


def test_code_that_publishes_an_unsound_page_is_refused(module):
    lesson = the_lesson()
    lesson.outcomes = []
    with pytest.raises(Refused):
        publish(lesson)
    assert the_lesson().outcomes


def test_a_typo_can_be_put_right_while_something_elsewhere_is_wrong(module, settings):
    settings.REFUSE_UNSOUND_PAGES = False
    module.review_on = None
    publish(module)
    settings.REFUSE_UNSOUND_PAGES = True
    lesson = the_lesson()
    lesson.title = "Without the typo"
    publish(lesson)
    assert the_lesson().title == "Without the typo"


def test_an_author_submits_and_a_publisher_approves(module, client):
    author = sign_in(client, AUTHORS)
    edit(client, the_lesson(), title="Proposed", action="action-submit")
    assert the_lesson().title == "Lesson l01"
    state = the_lesson().current_workflow_state
    assert state.requested_by == author
    sign_in(client, PUBLISHERS)
    url = reverse("wagtailadmin_pages:workflow_action", args=[the_lesson().pk, "approve", state.current_task_state.pk])
    client.post(url, {"comment": "Good."})
    assert the_lesson().title == "Proposed"


def test_an_edit_after_approval_needs_approval_again(settings):
    assert settings.WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT


def test_a_new_lesson_gets_its_code_by_itself(module):
    lesson = module.add_child(instance=LessonPage(title="Third", slug="third", minutes=5, live=False))
    assert lesson.code == "l03"


def test_a_copied_lesson_is_another_lesson(module):
    copy = the_lesson().copy(update_attrs={"slug": "again"}, keep_live=False)
    assert (copy.code, copy.live) == ("l03", False)
    assert copy.translation_key != the_lesson().translation_key
    assert copy.get_latest_revision_as_object().code == "l03"


def test_a_copied_module_is_another_module_with_its_lessons(module):
    copy = module.copy(recursive=True, update_attrs={"slug": "again"}, keep_live=False)
    assert copy.code == "m03"
    assert [lesson.code for lesson in copy.lessons()] == ["l01", "l02"]


def test_a_moved_lesson_takes_a_code_that_is_free(module, settings):
    settings.REFUSE_UNSOUND_PAGES = False
    lesson = the_lesson("m01/l02")
    move(lesson, the_module("m02"))
    moved = LessonPage.objects.get(pk=lesson.pk)
    assert moved.code == "l03"
    assert publish(moved.get_latest_revision_as_object()).code == "l03"


def test_the_lessons_of_a_module_that_is_taken_down_cannot_be_read(module, client):
    url = the_lesson().url
    module.unpublish()
    assert client.get(url).status_code == 404
