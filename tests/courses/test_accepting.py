"""A warning is let stand with a reason, which travels with the revision; an error never is.

Seen to fail: with errors accepted.
"""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.rich_text import RichText

from courses.accepting import key_of
from courses.judging import errors, findings_in_hand, in_hand
from people.permissions import ANALYSTS, AUTHORS, PUBLISHERS
from tests.courses.editing import changed_form, sign_in
from tests.courses.pages import the_lesson

REASON = "The law names the steps."


@pytest.fixture
def author(module, client):
    return sign_in(client, AUTHORS)


@pytest.fixture
def lesson(module):
    """With a warning: it has too few words for its minutes."""
    return with_findings(the_lesson())


def with_findings(lesson, minutes=10):
    lesson.minutes = minutes
    lesson.save_revision(clean=False)
    return the_lesson()


def found(lesson, severity="warning"):
    page = in_hand(lesson)
    return next(f for f in findings_in_hand(page, on=timezone.localdate()) if f.severity == severity)


def address(lesson, severity="warning"):
    return reverse("courses:accept", args=[lesson.pk, key_of(found(lesson, severity))])


def test_an_accepted_warning_says_why_it_may_stand(author, client, lesson):
    client.post(address(lesson), {"reason": REASON})
    page = client.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).text
    assert "1 may stand" in page
    assert f"It may stand: “{REASON}”" in page


def test_the_reason_is_of_the_draft_until_that_is_published(author, client, lesson):
    client.post(address(lesson), {"reason": REASON})
    assert the_lesson().accepted_warnings == []
    sign_in(client, PUBLISHERS)
    url = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    client.post(url, changed_form(client, in_hand(the_lesson()), minutes="7") | {"action-publish": "1"})
    (kept,) = the_lesson().accepted_warnings
    assert kept["reason"] == REASON


def test_it_goes_through_review_with_the_revision(author, client, lesson):
    client.post(address(lesson), {"reason": REASON})
    publisher = sign_in(client, PUBLISHERS)
    draft = in_hand(the_lesson())
    state = draft.get_workflow().start(draft, publisher)
    url = reverse("wagtailadmin_pages:workflow_action", args=[lesson.pk, "approve", state.current_task_state.pk])
    client.post(url, {"comment": ""})
    assert [one["reason"] for one in the_lesson().accepted_warnings] == [REASON]


def test_a_reason_is_needed(author, client, lesson):
    answer = client.post(address(lesson), {"reason": " "})
    assert "This field is required" in answer.text
    assert in_hand(the_lesson()).accepted_warnings == []


def test_it_can_be_looked_at_again(author, client, lesson):
    client.post(address(lesson), {"reason": REASON})
    client.post(address(lesson), {"reason": "", "take_back": "1"})
    assert in_hand(the_lesson()).accepted_warnings == []


def test_a_warning_that_says_something_else_is_looked_at_again(author, client, lesson):
    said = found(lesson).message
    client.post(address(lesson), {"reason": REASON})
    draft = in_hand(the_lesson())
    draft.body[0].value = RichText(draft.body[0].value.source + "<p>Four words more here.</p>")
    draft.save_revision(clean=False)
    assert found(the_lesson()).message != said
    page = client.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).text
    assert "may stand" not in page


def test_an_error_is_never_accepted(author, client, lesson):
    draft = in_hand(lesson)
    draft.outcomes = []
    draft.save_revision()
    assert errors(findings_in_hand(in_hand(the_lesson()), on=timezone.localdate()))
    assert client.post(address(the_lesson(), "error"), {"reason": REASON}).status_code == 404


def test_whoever_does_not_edit_accepts_nothing(client, lesson):
    url = address(lesson)
    for group in ((), (ANALYSTS,)):
        sign_in(client, *group)
        assert client.post(url, {"reason": REASON}).status_code in (302, 403)
    assert in_hand(the_lesson()).accepted_warnings == []


def test_a_material_change_says_what_changed(module, client):
    sign_in(client, PUBLISHERS)
    url, lesson = reverse("wagtailadmin_pages:edit", args=[the_lesson().pk]), the_lesson()
    said = {"title": "New", "change": "material", "change_note": ""}
    answer = client.post(url, changed_form(client, lesson, **said) | {"action-publish": "1"}, follow=True)
    assert "say in one sentence what changed" in answer.text
    assert the_lesson().title == "Lesson l01"


def test_the_next_change_is_minor_again(module, client):
    sign_in(client, PUBLISHERS)
    url = reverse("wagtailadmin_pages:edit", args=[the_lesson().pk])
    said = {"title": "New", "change": "material", "change_note": "The law has changed."}
    client.post(url, changed_form(client, the_lesson(), **said) | {"action-publish": "1"})
    assert (the_lesson().change, the_lesson().title) == ("material", "New")
    form = changed_form(client, the_lesson(), title="Newer")
    assert (form["change"], form["change_note"]) == (["minor"], [""])
