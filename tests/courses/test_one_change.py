"""A click in the CMS is kept whole or not at all: no page goes live without its edition and what learners are owed.

Seen to fail: with no transaction in `OneChange`; with no lock of the module in `editions.hold`, both of two publishers are let through.
"""

import pytest
from django.urls import reverse

from courses import editions
from courses.signals import module_changed
from people.permissions import PUBLISHERS
from tests.courses.editing import changed_form, sign_in
from tests.courses.pages import load_sound, the_lesson, the_module
from tests.racing import overlapping


@pytest.fixture
def publisher(module, client):
    client.raise_request_exception = False
    return sign_in(client, PUBLISHERS)


@pytest.fixture
def _fails_above(publisher):
    """Whoever hears of the change breaks, after the page is stored and its edition written."""

    def fail(sender, **kwargs):
        raise OSError("the machine went away")

    module_changed.connect(fail)
    yield
    module_changed.disconnect(fail)


def stored():
    lesson = the_lesson()
    return lesson.title, lesson.live_revision_id, editions.current_edition(the_module()).number


def publish_in_editor(client, lesson, **changes):
    url = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    return client.post(url, changed_form(client, lesson, **changes) | {"action-publish": "1"}, follow=True)


@pytest.mark.usefixtures("_fails_above")
def test_a_publish_that_breaks_after_the_page_was_stored_changes_nothing(publisher, client):
    before = stored()
    assert publish_in_editor(client, the_lesson(), title="Half").status_code == 500
    assert stored() == before


@pytest.mark.usefixtures("_fails_above")
def test_nor_does_taking_a_page_down(publisher, client, module):
    assert client.post(reverse("wagtailadmin_pages:unpublish", args=[module.pk])).status_code == 500
    assert the_module().live


def test_a_publish_that_goes_well_has_its_edition(publisher, client):
    title, _, number = stored()
    publish_in_editor(client, the_lesson(), title="Whole")
    assert (stored()[0], stored()[2]) == ("Whole", number + 1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_publishes_that_are_sound_only_apart_the_second_is_refused_and_keeps_its_draft(client):
    load_sound(modules=1)
    sign_in(client, PUBLISHERS)
    first, second = the_lesson("m01/l01"), the_lesson("m01/l02")
    second.outcomes = [outcome.code for outcome in the_module().outcomes.all()]
    second.save_revision().publish()

    def without_outcomes(lesson):
        form = changed_form(client, lesson, outcomes=["o1"])
        url = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
        return lambda: client.post(url, form | {"action-publish": "1"}).status_code

    calls = [without_outcomes(the_lesson(path)) for path in ("m01/l01", "m01/l02")]
    assert overlapping(*calls) == [302, 302]
    assert (the_lesson("m01/l01").outcomes, len(the_lesson("m01/l02").outcomes)) == (["o1"], 5)
    assert the_lesson("m01/l02").get_latest_revision_as_object().outcomes == ["o1"]
    assert first.pk != second.pk
