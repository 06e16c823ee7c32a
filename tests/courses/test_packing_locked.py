"""What waits for approval, has a time to go live or is locked is not changed by an import either: what is approved is what was sent.

Seen to fail: an import put another draft behind the one that was sent, and the approval published nothing and was asked for again.
"""

import pytest
from django.urls import reverse

from courses import packing
from courses.textformat import ContentError
from people.permissions import AUTHORS, PUBLISHERS
from tests.courses.editing import changed_form, sign_in
from tests.courses.pages import the_lesson
from tests.curriculum import AT, later


@pytest.fixture
def files(module):
    return packing.unpack(packing.pack(module))


def refusal(files):
    revision = the_lesson("m01/l02").latest_revision_id
    with pytest.raises(ContentError) as refused:
        packing.take_in(files, at=AT)
    assert the_lesson("m01/l02").latest_revision_id == revision
    return [(problem.file, problem.message) for problem in refused.value.problems]


def submit(client, title):
    sign_in(client, AUTHORS)
    address = reverse("wagtailadmin_pages:edit", args=[the_lesson().pk])
    client.post(address, changed_form(client, the_lesson(), title=title) | {"action-submit": "1"})


def answer(client, action):
    sign_in(client, PUBLISHERS)
    state = the_lesson().current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[the_lesson().pk, action, state.pk])
    client.post(address, {"comment": "Why?"})


def test_what_waits_for_approval_is_not_imported_over_and_one_approval_is_enough(files, client):
    submit(client, "Sent for approval")
    said = "“Lesson l01” waits for approval. Have it approved or sent back first, then import again."
    assert refusal(files) == [("m01/l01", said)]
    answer(client, "approve")
    assert (the_lesson().title, the_lesson().workflow_in_progress) == ("Sent for approval", False)


def test_what_was_sent_back_is_imported_over(files, client):
    submit(client, "Sent for approval")
    answer(client, "reject")
    packing.take_in(files, at=AT)
    assert the_lesson().get_latest_revision_as_object().title == "Lesson l01"


def test_what_is_scheduled_or_locked_is_named_each(files, time_machine):
    time_machine.move_to(AT)
    scheduled, locked = the_lesson(), the_lesson("m01/l02")
    scheduled.go_live_at = later(days=3)
    scheduled.save_revision().publish()
    type(locked).objects.filter(pk=locked.pk).update(locked=True)
    (_, first), (_, second) = refusal(files)
    assert "at a time that was set" in first
    assert "is locked" in second
