"""Asking for many certificates at once: who is meant is read from what was typed, and the page shows how far the work is."""

import pytest

from certificates import batches
from certificates.models import Batch, Certificate
from tests.cast import administrator
from tests.certificates.test_desk import DESK, desk
from tests.curriculum import AT, later
from tests.taking import complete, sit

__all__ = ["administrator", "desk"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def subject(module):
    return f"module:{module.translation_key}"


def ask(desk, subject, **data):
    return desk.post(f"{DESK}batches/award/", {"subject": subject, "reason": "Earned before", **data})


def test_people_are_named_by_their_addresses_however_typed(desk, subject, learner, colleague):
    ask(desk, subject, addresses=f"{learner.email.upper()}\n {colleague.email};{learner.email}")
    batch = Batch.objects.get()
    assert {item.learner for item in batch.items.all()} == {learner, colleague}
    assert batch.reason == "Earned before"


def test_an_address_that_nobody_has_is_named_and_nothing_begins(desk, subject, learner):
    answer = ask(desk, subject, addresses=f"{learner.email}\nnobody@example.org")
    assert answer.status_code == 422
    assert "Nobody here has these: nobody@example.org" in answer.text
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "at least one address"),
        ({"addresses": "a@b.uk", "reason": ""}, "Say why"),
        ({"everybody": "on"}, "Everybody who has earned it has it"),
        ({"addresses": " ".join(f"a{n}@b.uk" for n in range(5_001))}, "At most 5,000"),
    ],
)
def test_what_is_missing_is_said(desk, subject, data, says):
    answer = ask(desk, subject, **data)
    assert answer.status_code == 422
    assert says in answer.text


def test_everybody_who_earned_it_can_be_meant(desk, subject, learner, module):
    complete(learner, *module.live_lessons())
    sit(learner, module)
    Certificate.objects.all().delete()
    ask(desk, subject, everybody="on")
    assert [item.learner for item in Batch.objects.get().items.all()] == [learner]


def test_a_made_up_subject_is_refused(desk, learner):
    assert ask(desk, "module:x", addresses=learner.email).status_code == 422


def test_its_page_shows_progress_and_what_was_not_done(desk, subject, learner, administrator):
    batch = batches.award_to(learners=[learner], subject=subject, title="T", reason="R", by=administrator, at=AT)
    assert "0 done, 0 not done, 1 to do, of 1" in desk.get(f"{DESK}batches/{batch.pk}/").text
    batches.work_through(batch=batch, at=AT, most=5)
    shown = desk.get(f"{DESK}batches/{batch.pk}/").text
    assert "0 done, 1 not done, 0 to do" in shown
    assert "Has not completed it" in shown
    assert "T" in desk.get(f"{DESK}batches/").text


def test_what_was_not_done_is_tried_again_from_there(desk, subject, learner, administrator):
    batch = batches.award_to(learners=[learner], subject=subject, title="T", reason="R", by=administrator, at=AT)
    batches.work_through(batch=batch, at=AT, most=5)
    desk.post(f"{DESK}batches/{batch.pk}/try-again/")
    assert batches.progress(batch).due == 1


def test_the_present_design_is_asked_for_by_organisation_or_for_all(desk, rendered):
    desk.post(f"{DESK}batches/print/", {"reason": "New look", "organisation": ""})
    desk.post(f"{DESK}batches/print/", {"reason": "New look", "organisation": rendered.organisation_id})
    assert [batch.items.filter(certificate=rendered).count() for batch in Batch.objects.all()] == [0, 0]
    rendered.documents.update(design=0)
    desk.post(f"{DESK}batches/print/", {"reason": "New look", "organisation": rendered.organisation_id})
    batch = Batch.objects.first()
    batches.work_through(batch=batch, at=later(days=999), most=5)
    assert rendered.documents.count() == 2
