"""Each rule, and each way to go live: in the editor, at approval, on schedule. A page that breaks a rule which stops is refused in
words and stays as it was; one that breaks a rule which only warns goes live; a sound one goes live. While editing, Checks say it.

Seen to fail: with the guard in `save()` off, with a rule silenced, with warnings that stop.
"""

from contextlib import contextmanager
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.forms import model_to_dict
from django.template import Context, Template
from django.urls import reverse

from audit.models import Event
from courses.integrity import ERROR
from courses.judging import findings_in_hand, refusals_of_fields
from courses.publishing import publish_due
from courses.textformat import StepText
from people.permissions import PUBLISHERS
from tests.courses.breaking import codes, lesson_with, module_with
from tests.courses.broken import BROKEN, NOT_IN_THE_CMS
from tests.courses.editing import filled, plain_fields, shown_form, sign_in
from tests.courses.pages import load, the_course, today
from tests.courses.sound import course, curriculum, lesson, module
from tests.curriculum import later

SOUND = {"lesson": lambda: lesson_with(minutes=7), "module": module_with, "course": the_course}
CHECKS = Template("{% load editing %}{% checks page %}")
IN_THE_FORM = "could not be saved due to validation errors"  # a field of the editor refuses what other routes must


@pytest.fixture
def publisher(db, client, time_machine):
    """A live module of three lessons, one in draft, and a pathway that requires the first."""
    time_machine.move_to(later(days=2))
    whole = module(lessons=(*module().lessons, lesson("l03")))
    draft = module("m02", status="draft", lessons=())
    pathway = course(awards_certificate=False, introduction="", modules=(StepText("m01"),))
    load(curriculum(modules=(whole, draft), courses=(pathway,), pages=()))
    return sign_in(client, PUBLISHERS)


@contextmanager
def tried(client):
    """Nothing of one case is left for the next."""
    client.cookies.pop("messages", None)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def words(response):
    """What an editor reads next."""
    return unescape(" ".join(str(message) for message in get_messages(response.wsgi_request)))


_forms = {}


def in_editor(client, page, person):
    """The form is fetched once for each page, and anew where its lines differ: outcomes, and the modules of a course."""
    lines = [line for name in ("outcomes", "places") for line in getattr(getattr(page, name, None), "all", list)()]
    key = client, page.pk, str([model_to_dict(line) for line in lines])
    if key not in _forms:
        _forms[key] = shown_form(client, page)
    form = filled(_forms[key], page, **plain_fields(page))
    return words(client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form | {"action-publish": "1"}))


def at_approval(client, page, person):
    state = page.get_workflow().start(page, person)
    place = [page.pk, "approve", state.current_task_state.pk]
    return words(client.post(reverse("wagtailadmin_pages:workflow_action", args=place), {"comment": ""}))


def on_schedule(client, page, person):
    page.latest_revision.approved_go_live_at = later(days=1)
    page.latest_revision.save()
    publish_due(at=later(days=2))
    return " ".join(code for event in Event.objects.all() for code in event.detail.get("codes", ()))


ROUTES = {"editor": in_editor, "approval": at_approval, "schedule": on_schedule}


def went(route, client, person, code, make):
    """What happened to a page that breaks a rule, and what should have."""
    page = make()
    page.save_revision(clean=False)
    fields = refusals_of_fields(page)
    against = [one for one in [*findings_in_hand(page, on=today()), *fields] if one.code == code]
    said = ROUTES[route](client, page, person)
    live = type(page).objects.get(pk=page.pk)
    if live.live_revision_id == page.latest_revision_id or live.live_revision_id != page.live_revision_id:
        still = any(one.code == code for one in findings_in_hand(live, on=today()))
        return against, "live" if still else "cleaned"
    told = [IN_THE_FORM, *(one.message for one in [*against, *fields]), *(one.code for one in [*against, *fields])]
    return against, "refused" if any(words in said for words in told) else f"silent: {said}"


def expected(route, against):
    """A rule that stops, stops; only the editor's form may clean away what broke it."""
    if not against:
        return {"a rule that is broken"}
    stops = any(one.severity == ERROR for one in against)
    return {"refused", *(["cleaned"] if route == "editor" else [])} if stops else {"live"}


@pytest.mark.parametrize("route", ROUTES)
def test_no_rule_can_be_passed_over(publisher, client, route):
    wrong = {}
    for code, make in BROKEN.items():
        with tried(client):
            against, outcome = went(route, client, publisher, code, make)
        if outcome not in expected(route, against):
            wrong[code] = outcome
    assert wrong == {}


@pytest.mark.parametrize("route", ROUTES)
def test_a_page_that_breaks_no_rule_goes_live(publisher, client, route):
    for kind, make in SOUND.items():
        with tried(client):
            page = make()
            page.save_revision()
            ROUTES[route](client, page, publisher)
            assert type(page).objects.get(pk=page.pk).live_revision_id != page.live_revision_id, kind


def test_checks_say_each_while_the_page_is_edited(publisher, client):
    unsaid = []
    for code, make in BROKEN.items():
        with tried(client):
            page = make()
            seen = unescape(CHECKS.render(Context({"page": page})))
            if code != "invalid-field" and not all(one.message in seen for one in findings_in_hand(page, on=today())):
                unsaid.append(code)
    assert unsaid == []


def test_every_rule_has_its_case():
    assert codes() == BROKEN.keys() | NOT_IN_THE_CMS.keys()
    assert not BROKEN.keys() & NOT_IN_THE_CMS.keys()
