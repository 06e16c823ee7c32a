"""Each module is read again by its day: a report, and a reminder before and after it; one for each date and occasion."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses import reviews
from courses.models import ModulePage
from mail.actions import send_due
from mail.models import Message
from people.permissions import ANALYSTS, AUTHORS, PUBLISHERS
from tests.courses.editing import sign_in
from tests.courses.pages import the_module


@pytest.fixture
def publisher(module, client):
    return sign_in(client, PUBLISHERS)


def due_in(days, **fields):
    ModulePage.objects.filter(code="m01").update(review_on=timezone.localdate() + timedelta(days=days), **fields)


def remind():
    reviews.remind(at=timezone.now(), on=timezone.localdate())


@pytest.mark.parametrize(
    ("days", "words"), [(-1, "Overdue"), (0, "Within 30 days"), (30, "Within 30 days"), (31, "Later")]
)
def test_the_report_says_what_presses(publisher, client, days, words):
    due_in(days)
    (row, *_) = [row for row in reviews.reviews(on=timezone.localdate()) if row.module.code == "m01"]
    assert row.words == words
    assert words in client.get(reverse("courses:reviews")).text


def test_only_editors_see_the_report(module, client):
    sign_in(client, ANALYSTS)
    assert client.get(reverse("courses:reviews")).status_code in (302, 403)


@pytest.mark.parametrize("days", [-1, 20])
def test_whoever_made_the_module_is_reminded_once(module, client, mailoutbox, days):
    due_in(days, owner=sign_in(client, AUTHORS))
    remind(), remind()
    assert [message.to for message in Message.objects.all()] == ["authors@example.org"]
    send_due(at=timezone.now())
    assert mailoutbox[0].subject == "“Module m01” is to be reviewed"
    assert f"/cms/pages/{module.pk}/edit/" in mailoutbox[0].body


def test_and_again_once_the_day_has_passed(module, client, time_machine):
    due_in(20, owner=sign_in(client, AUTHORS))
    remind()
    time_machine.move_to(timezone.now() + timedelta(days=21))
    remind(), remind()
    assert Message.objects.filter(context={"module": module.pk}).count() == 2


def test_where_they_have_left_everybody_who_publishes_is_reminded(publisher, client):
    due_in(-1)
    remind()
    assert Message.objects.get().to == "publishers@example.org"


def test_nobody_is_reminded_of_what_is_far_off_or_not_published(publisher):
    due_in(31)
    remind()
    due_in(-1)
    the_module().unpublish()
    remind()
    assert not Message.objects.exists()


def test_a_reminder_that_is_not_true_any_more_is_not_sent(publisher, mailoutbox):
    due_in(-1)
    remind()
    due_in(365)
    send_due(at=timezone.now())
    assert mailoutbox == []
