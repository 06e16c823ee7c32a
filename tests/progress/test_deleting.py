"""Learners' records outlive pages: an editor is told so in words, and code is stopped."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Page

from people.models import User
from tests.curriculum import build_module, publish
from tests.taking import complete


@pytest.fixture
def editor(client, db):
    person = User.objects.create_superuser("editor@example.org", name="Eve Elder")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def pages(learner, course, module):
    """By name, each with a learner's record on it or below it."""
    complete(learner, module.live_lessons().first())
    return {"course": course, "module": module, "lesson": module.live_lessons().first(), "parent": module.get_parent()}


@pytest.mark.parametrize("which", ["lesson", "module", "course", "parent"])
def test_a_page_with_learners_is_not_deleted_and_the_editor_may_unpublish_it(editor, pages, which):
    page = pages[which]
    answer = editor.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
    assert type(page).objects.filter(pk=page.pk).exists()
    assert "cannot be deleted: learners’ records" in answer.text
    assert reverse("wagtailadmin_pages:unpublish", args=[page.pk]) in answer.text


@pytest.mark.parametrize("which", ["lesson", "module", "course", "parent"])
def test_several_pages_are_not_deleted_when_one_has_learners(editor, pages, which):
    ids = [pages[which].pk, pages["module"].live_lessons().last().pk]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = editor.post(f"{address}?id={ids[0]}&id={ids[1]}", follow=True)
    assert pages["module"].lessons().count() == 3
    assert "cannot be deleted: learners’ records" in answer.text


def test_a_lesson_that_nobody_has_begun_can_be_deleted(editor, module):
    lesson = module.live_lessons().last()
    editor.post(reverse("wagtailadmin_pages:delete", args=[lesson.pk]))
    assert module.lessons().count() == 2


@pytest.mark.parametrize("which", ["lesson", "module", "course", "parent"])
def test_code_that_deletes_a_page_with_learners_is_stopped(pages, which):
    with pytest.raises(ProtectedError):
        pages[which].delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        Page.objects.filter(pk=pages[which].pk).delete()
    assert pages["module"].lessons().count() == 3


def test_unpublishing_several_pages_is_never_refused(editor, pages):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    editor.post(f"{address}?id={pages['lesson'].pk}")
    assert pages["module"].live_lessons().count() == 2


def test_a_course_with_learners_may_still_be_published(pages):
    assert publish(pages["course"]).live
    assert build_module()
