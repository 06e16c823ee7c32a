"""Every rule that stops a page stops it in the editor, at approval and on schedule, where the editor’s form has not cleaned away
what broke it; a page that breaks none goes through all three.

Seen to fail: with the guard in `save()` off.
"""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django.urls import reverse

from audit.models import Event
from courses import loading
from courses.judging import in_hand, refusals
from courses.packing import Drafts
from courses.publishing import publish_due
from courses.textformat import Curriculum
from home.loading import tree
from people.permissions import PUBLISHERS
from tests.courses.broken import broken, with_lesson
from tests.courses.editing import changed_form, sign_in
from tests.courses.pages import load_sound, the_lesson, the_module, today
from tests.courses.sound import lesson
from tests.curriculum import AT, later

CASES = broken()


@pytest.fixture
def publisher(db, client, time_machine):
    time_machine.move_to(later(days=2))
    load_sound(modules=1)
    return sign_in(client, PUBLISHERS)


@contextmanager
def tried():
    """Nothing of one case is left for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def draft(path, text):
    """The module as drafts, and the page at the path."""
    loader = loading.Loader(Drafts(AT), loading.links)
    curriculum = Curriculum((), (text,), (), ())
    loader.sources(())
    loader.make(curriculum, *tree()[1:])
    loader.fill(curriculum)
    return page_at(path)


def page_at(path):
    return the_lesson(path) if "/" in path else the_module(path)


def in_editor(client, page, person):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, changed_form(client, in_hand(page)) | {"action-publish": "1"}, follow=True).text


def at_approval(client, page, person):
    state = page.get_workflow().start(in_hand(page), person)
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk])
    return client.post(url, {"comment": ""}, follow=True).text


def on_schedule(client, page, person):
    page = in_hand(page)
    page.go_live_at = later(days=1)
    page.save_revision(approved_go_live_at=later(days=1), clean=False)
    publish_due(at=later(days=2))
    return " ".join(code for event in Event.objects.all() for code in event.detail.get("codes", ()))


ROUTES = {"editor": in_editor, "approval": at_approval, "schedule": on_schedule}


def version(path):
    return page_at(path).live_revision_id


def words_against(page, code):
    return {finding.message for finding in refusals(in_hand(page), on=today()) if finding.code == code}


@pytest.mark.parametrize("route", ROUTES)
def test_no_rule_can_be_passed_over(publisher, client, route):
    through = []
    for code, (path, text) in CASES.items():
        with tried():
            page = draft(path, text)
            before, against = version(path), words_against(page, code)
            said = ROUTES[route](client, page, publisher)
            told = code in said or any(escaped(words) in said for words in against) or "could not be saved" in said
            stopped = version(path) == before and told
            cleaned = version(path) != before and not words_against(page_at(path), code)
            if not against or not (stopped or cleaned):
                through.append((code, against, said[:200]))
    assert through == []


def escaped(words):
    return words.replace("'", "&#x27;")


@pytest.mark.parametrize("route", ROUTES)
def test_a_page_that_breaks_no_rule_goes_live(publisher, client, route):
    page = draft("m01/l03", with_lesson(lesson("l03")))
    ROUTES[route](client, page, publisher)
    assert the_lesson("m01/l03").live


def test_every_rule_has_its_case():
    assert len(CASES) == 27
