"""What a reviewer has: two versions compared block by block, comments, and an approval that holds for what was approved only."""

import pytest
from django.urls import reverse

from courses.judging import in_hand
from people.permissions import AUTHORS, PUBLISHERS
from tests.courses.editing import changed_form, sign_in
from tests.courses.pages import the_lesson


@pytest.fixture
def author(module, client):
    return sign_in(client, AUTHORS)


def submit(client, **changes):
    url = reverse("wagtailadmin_pages:edit", args=[the_lesson().pk])
    client.post(url, changed_form(client, in_hand(the_lesson()), **changes) | {"action-submit": "1"})


def answer(client, action, comment=""):
    state = the_lesson().current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[the_lesson().pk, action, state.pk])
    return client.post(url, {"comment": comment})


def test_two_versions_are_compared_block_by_block(author, client):
    lesson = the_lesson()
    old = lesson.save_revision()
    lesson.body[1].value["prompt"] = "What comes second?"
    new = lesson.save_revision()
    page = client.get(reverse("wagtailadmin_pages:revisions_compare", args=[lesson.pk, old.pk, new.pk])).text
    blocks = page.split("comparison__child-object")[1:]
    changed = [block for block in blocks if 'class="deletion"' in block or 'class="addition"' in block]
    assert len(changed) == 1
    assert '<span class="deletion">first?</span>' in changed[0]
    assert '<span class="addition">second?</span>' in changed[0]


def test_a_reviewer_sends_it_back_with_a_comment(author, client):
    submit(client, title="Proposed")
    sign_in(client, PUBLISHERS)
    answer(client, "reject", "Name the year.")
    sent_back = the_lesson().workflow_states.get()
    assert (sent_back.status, sent_back.task_states.get().comment) == ("needs_changes", "Name the year.")
    assert the_lesson().title == "Lesson l01"


def test_what_is_edited_after_the_approval_waits_for_another(author, client):
    submit(client, title="Approved")
    sign_in(client, PUBLISHERS)
    answer(client, "approve")
    sign_in(client, AUTHORS)
    submit(client, title="Edited afterwards")
    assert the_lesson().title == "Approved"
    assert the_lesson().current_workflow_task_state
    sign_in(client, PUBLISHERS)
    answer(client, "approve")
    assert the_lesson().title == "Edited afterwards"


def test_a_lesson_and_a_module_can_be_scheduled_and_commented_upon(author, client):
    for page in (the_lesson(), the_lesson().get_parent()):
        editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
        assert 'name="go_live_at"' in editor
        assert 'id="comments-output"' in editor or 'name="comments-TOTAL_FORMS"' in editor


def test_an_author_approves_nothing(author, client):
    submit(client, title="Proposed")
    answer(client, "approve")
    assert the_lesson().title == "Lesson l01"
