"""Before an election no nudge, no coordinator's message and no scheduled page goes out; after it a digest, not a backlog."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail

from audit.models import Event
from coordination import actions as coordination
from coordination.reading import Row
from courses.models import LessonPage
from courses.publishing import publish_due
from mail.actions import queue, send_due
from mail.kinds import register
from mail.models import Message, State
from mail.pauses import GATHERED, PAUSED
from organisations import pauses
from organisations.models import Pause
from tests.cast import JOINED_AT, make_person
from tests.curriculum import build_module, publish

# Monday 1 June 2026, ten in the morning in London; the pause lasts until Thursday 4 June.
TODAY, LAST = date(2026, 6, 1), date(2026, 6, 4)
FRIDAY = JOINED_AT + timedelta(days=4)
for _name, _purpose in (("test_nudge", "nudge"), ("test_service", "service")):
    register(_name, purpose=_purpose, subject="Go on with {what}", context=lambda what: {"what": what})


@pytest.fixture(autouse=True)
def words(settings, tmp_path):
    (tmp_path / "mail").mkdir()
    for name in ("test_nudge", "test_service"):
        text = '{% extends "mail/base.txt" %}{% block body %}About {{ what }}.{% endblock %}'
        (tmp_path / "mail" / f"{name}.txt").write_text(text)
    templates = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]
    settings.TEMPLATES = templates


def pause(administrator, organisation=None, starts_on=TODAY, ends_on=LAST):
    return pauses.describe(
        pause=Pause(),
        organisation=organisation,
        starts_on=starts_on,
        ends_on=ends_on,
        by=administrator.pk,
        at=JOINED_AT,
    )


def nudge(person, what="module 1", template="test_nudge"):
    return queue(
        key=f"{template}:{person.pk}:{what}", template=template, to=person.email, context={"what": what},
        at=JOINED_AT, person=person.pk,
    )  # fmt: skip


def sent_at(at):
    mail.outbox.clear()
    for _ in range(2):  # a digest is made in one run and sent in the next
        send_due(at=at)
    return [message.to[0] for message in mail.outbox]


def test_a_national_pause_holds_every_nudge(learner, stranger, administrator):
    pause(administrator)
    nudge(learner)
    nudge(stranger)
    assert sent_at(JOINED_AT) == []
    assert sent_at(JOINED_AT + timedelta(days=3)) == []
    assert sorted(sent_at(FRIDAY)) == sorted([learner.email, stranger.email])


def test_an_organisations_pause_holds_its_own_people_only(learner, stranger, council, administrator):
    pause(administrator, council)
    nudge(learner)
    nudge(stranger)
    assert sent_at(JOINED_AT) == [stranger.email]


def test_whoever_serves_it_with_a_private_address_is_held_too(council, administrator):
    person = make_person("pat@home.example", "Pat Private", council=council)
    pause(administrator, council)
    nudge(person)
    assert sent_at(JOINED_AT) == []


def test_service_messages_go_at_once_always(learner, administrator):
    pause(administrator)
    nudge(learner, template="test_service")
    assert sent_at(JOINED_AT) == [learner.email]


@pytest.mark.parametrize(("starts", "ends", "goes"), [(0, 0, False), (1, 9, True), (-9, -1, True), (-1, 0, False)])
def test_first_and_last_day_are_in_it(learner, administrator, starts, ends, goes):
    pause(administrator, starts_on=TODAY + timedelta(days=starts), ends_on=TODAY + timedelta(days=ends))
    nudge(learner)
    assert bool(sent_at(JOINED_AT)) is goes


def test_what_waited_comes_as_one_digest(learner, administrator):
    pause(administrator)
    for number in range(3):
        nudge(learner, f"module {number}")
    assert sent_at(JOINED_AT) == []
    assert sent_at(FRIDAY) == [learner.email]
    assert mail.outbox[0].subject == "What waited until after the election"
    body = mail.outbox[0].body
    assert all(f"* Go on with module {number} *" in body and f"About module {number}." in body for number in range(3))
    assert body.count("http://localhost:8000\n") == 1
    assert "Stop reminders like this one" in body
    assert Message.objects.filter(state=State.CANCELLED, problem=GATHERED).count() == 3
    assert sent_at(FRIDAY + timedelta(days=30)) == []


def test_one_that_waited_alone_comes_as_itself(learner, administrator):
    pause(administrator)
    nudge(learner)
    sent_at(JOINED_AT)
    assert sent_at(FRIDAY) == [learner.email]
    assert mail.outbox[0].subject == "Go on with module 1"


def test_a_longer_pause_holds_on_and_one_taken_back_lets_go(learner, administrator):
    held = pause(administrator)
    nudge(learner)
    sent_at(JOINED_AT)
    by_and_at = {"by": administrator.pk, "at": JOINED_AT}
    pauses.describe(pause=held, organisation=None, starts_on=TODAY, ends_on=LAST + timedelta(days=14), **by_and_at)
    assert sent_at(FRIDAY) == []
    pauses.remove(pause=held, by=administrator.pk, at=FRIDAY)
    assert sent_at(FRIDAY) == [learner.email]
    assert Event.objects.filter(name__contains="pause", subject="national").count() == 3


def test_a_coordinators_invitations_wait_for_their_organisations_pause(council, coordinator, administrator):
    """Also to an address that says nothing about the organisation."""
    pause(administrator, council)
    rows = [Row(1, "ivy@home.example", "Ivy Invited")]
    coordination.invite(organisation=council, rows=rows, cohort=None, by=coordinator, at=JOINED_AT)
    assert sent_at(JOINED_AT) == []
    assert Message.objects.get(template="invitation").problem == PAUSED
    with time_machine.travel(FRIDAY):
        assert sent_at(FRIDAY) == ["ivy@home.example"]


def scheduled(at):
    lesson = build_module().live_lessons()[0]
    lesson.title, lesson.go_live_at = "Changed", at
    lesson.save_revision(approved_go_live_at=at)
    return lesson


def test_nothing_goes_live_by_itself_in_a_national_pause(administrator):
    lesson = scheduled(JOINED_AT)
    pause(administrator)
    assert publish_due(at=JOINED_AT) == (0, 0, 0)
    assert publish_due(at=FRIDAY)[0] == 1
    assert LessonPage.objects.get(pk=lesson.pk).title == "Changed"


def test_an_organisations_pause_holds_no_page(administrator, council):
    scheduled(JOINED_AT)
    pause(administrator, council)
    assert publish_due(at=JOINED_AT)[0] == 1


# In the CMS


@pytest.mark.parametrize(("national", "told"), [(True, 1), (False, 0)])
def test_who_publishes_by_hand_in_a_national_pause_is_told_first_and_may(
    client, publisher, administrator, council, national, told
):
    pause(administrator, organisation=None if national else council)
    module = build_module()
    module.unpublish()
    client.force_login(publisher)
    with time_machine.travel(JOINED_AT, tick=False):
        page = client.get(f"/cms/pages/{module.pk}/edit/").text
        publish(module)
    assert page.count("A national pause before an election lasts until 4 June 2026") == told
    assert module.live


def test_an_administrator_announces_changes_and_takes_one_back(client, administrator, council):
    client.force_login(administrator)
    data = {"organisation": "", "starts_on": "2027-03-22", "ends_on": "2027-05-06"}
    assert client.post("/cms/pauses/new/", data).status_code == 302
    made = Pause.objects.get()
    assert client.post(f"/cms/pauses/edit/{made.pk}/", {**data, "organisation": council.pk}).status_code == 302
    assert "Testham" in client.get("/cms/pauses/").content.decode()
    assert client.post(f"/cms/pauses/delete/{made.pk}/").status_code == 302
    assert not Pause.objects.exists()


def test_a_last_day_before_the_first_is_refused(client, administrator):
    client.force_login(administrator)
    answer = client.post("/cms/pauses/new/", {"organisation": "", "starts_on": "2027-05-06", "ends_on": "2027-03-22"})
    assert "not before the first" in answer.content.decode()


@pytest.mark.parametrize("who", ["editor", "publisher", "coordinator", "analyst", "learner"])
def test_nobody_else_does(client, who, request):
    client.force_login(request.getfixturevalue(who))
    client.post("/cms/pauses/new/", {"organisation": "", "starts_on": "2027-03-22", "ends_on": "2027-05-06"})
    assert not Pause.objects.exists()
