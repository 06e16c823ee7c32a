"""What is held can be read and taken away as a file; an account can be deleted everywhere, certificates by choice."""

import json

import pytest
from django.apps import apps

from audit.models import Event
from mail.actions import queue
from mail.models import Message, Purpose
from people import actions, privacy
from people.models import User
from tests.cast import JOINED_AT

YES = {"certificates": "withdraw", "sure": "on"}
MARKER = "lena"


@pytest.fixture
def inside(client, learner):
    client.force_login(learner)
    return client


@pytest.fixture
def mailed(learner):
    return queue(
        key="hello",
        purpose=Purpose.SERVICE,
        template="x",
        to=learner.email,
        context={},
        person=learner.pk,
        at=JOINED_AT,
    )


def test_what_is_held_can_be_read(inside):
    page = inside.get("/your-account/data/").content.decode()
    assert "lena@testham.gov.uk" in page
    assert "Testham Borough Council" in page


def test_and_taken_away_as_a_file(inside, learner):
    answer = inside.post("/your-account/data/")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert json.loads(answer.content)["people"]["name"] == "Lena Learner"
    assert Event.objects.filter(name="people.export", actor=learner.pk).exists()


def test_reading_it_records_nothing(inside):
    before = Event.objects.count()
    inside.get("/your-account/data/")
    inside.get("/your-account/delete/")
    assert Event.objects.count() == before


def test_deleting_leaves_no_trace_in_any_table(inside, learner, mailed):
    answer = inside.post("/your-account/delete/", YES)
    assert "Your account is deleted" in answer.content.decode()
    assert "_auth_user_id" not in inside.session
    for model in apps.get_models():
        for row in model._default_manager.values_list():
            assert MARKER not in str(row).lower(), model
    assert not Message.objects.exists()
    assert Event.objects.get(name="people.erase").subject == str(learner.pk)


@pytest.mark.parametrize("data", [{}, {"sure": "on"}, {"certificates": "keep"}, {"certificates": "sell", "sure": "on"}])
def test_without_an_answer_nothing_is_deleted(inside, learner, data):
    assert inside.post("/your-account/delete/", data).status_code == 422
    assert User.objects.get(pk=learner.pk).name == "Lena Learner"


def test_only_the_app_that_asks_hears_the_choice(learner, monkeypatch):
    heard = {}
    register = next(one for one in privacy.registers() if one.__name__ == "certificates.privacy")
    monkeypatch.setattr(register, "erase", lambda person, *, at, keep_verifiable: heard.update(keep=keep_verifiable))
    privacy.erase_all(learner, at=JOINED_AT, keep_verifiable=True)
    assert heard == {"keep": True}


def test_what_fails_half_way_deletes_nothing(learner, monkeypatch):
    register = privacy.registers()[-1]
    monkeypatch.setattr(register, "erase", lambda person, *, at: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        privacy.erase_all(learner, at=JOINED_AT)
    assert actions.join(email=learner.email, at=JOINED_AT) == learner


def test_the_last_administrator_cannot_leave(client, administrator):
    client.force_login(administrator)
    answer = client.post("/your-account/delete/", YES)
    assert answer.status_code == 422
    assert "only administrator" in answer.content.decode()


def test_one_of_two_can(client, administrator, learner):
    actions.appoint(user=learner, group="Administrators", by=None, at=JOINED_AT)
    client.force_login(administrator)
    assert client.post("/your-account/delete/", YES).status_code == 200
