"""Many certificates at once: only what was earned, each once, with what went wrong on its item, and taken up where it broke off."""

import hashlib
from datetime import timedelta

import pytest

from audit.models import Event
from certificates import batches, rendering, tasks
from certificates.actions import revoke
from certificates.batches import LEASE
from certificates.facts import everybody
from certificates.models import BatchItem, Certificate, CertificateDocument
from certificates.rendering import NotRendered
from people.actions import become_member
from people.models import Standing
from tests.cast import administrator
from tests.curriculum import AT, build_organisation, later
from tests.taking import complete, sit

__all__ = ["administrator"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def lost(learner, module):
    """Somebody earned it, and the certificates are not there: as for what was earned before they existed."""
    complete(learner, *module.live_lessons())
    sit(learner, module)
    Certificate.objects.all().delete()
    return f"module:{module.translation_key}"


@pytest.fixture
def award(administrator, lost, module):
    def award(*learners):
        asked = {
            "learners": learners,
            "subject": lost,
            "title": module.title,
            "reason": "Earned before",
            "by": administrator,
        }
        return batches.award_to(**asked, at=later(days=30))

    return award


def work(batch, most=100, at=None):
    return batches.work_through(batch=batch, at=at or later(days=30), most=most)


def states(batch):
    return list(batch.items.values_list("state", flat=True))


def test_who_earned_it_gets_it_dated_when_it_was_earned(award, learner):
    batch = award(learner)
    work(batch)
    certificate = Certificate.objects.get(learner=learner)
    assert certificate.awarded_on == AT.date()
    assert certificate.issued_at == later(days=30)
    assert certificate.documents.exclude(file="").exists()
    assert batches.progress(batch).percent == 100


def test_it_names_the_organisation_of_that_day_and_not_of_today(award, learner):
    earned_at = learner.memberships.get().organisation
    place = {"organisation": build_organisation("Craven Council"), "audience": "other", "standing": Standing.APPROVED}
    become_member(user=learner, **place, at=later(days=20))
    work(award(learner))
    assert Certificate.objects.get(learner=learner).organisation == earned_at


def test_who_has_not_earned_it_gets_nothing_and_is_named(award, learner, colleague):
    batch = award(learner, colleague)
    work(batch)
    assert not Certificate.objects.filter(learner=colleague).exists()
    (failed,) = batch.items.failed()
    assert failed.learner == colleague
    assert "Has not completed it" in failed.problem
    assert (batches.progress(batch).done, batches.progress(batch).failed) == (1, 1)


def test_it_is_recorded_who_asked_and_for_how_many(award, administrator, learner):
    award(learner)
    event = Event.objects.get(name="certificates.batch")
    assert (event.actor, event.detail["items"]) == (administrator.pk, 1)


def test_a_second_batch_doubles_nothing(award, learner):
    work(award(learner))
    work(award(learner))
    assert Certificate.objects.filter(learner=learner).count() == 1
    assert CertificateDocument.objects.count() == 1


def test_it_goes_on_where_it_was_broken_off(award, learner, colleague):
    batch = award(learner, colleague)
    assert work(batch, most=1) == 1
    assert sorted(states(batch)) == ["done", "due"]
    assert batch in batches.unfinished(later(days=30))
    work(batch)
    assert "due" not in states(batch)
    assert batch not in batches.unfinished(later(days=31))


def test_what_a_worker_took_and_never_finished_is_taken_up_after_its_lease(award, learner):
    batch = award(learner)
    assert batches._take(batch, later(days=30))  # and then it was killed
    assert work(batch) == 0
    assert work(batch, at=later(days=30) + LEASE) == 1
    assert states(batch) == ["done"]


def test_a_document_that_fails_is_tried_again_later_and_in_the_end_left_to_the_operator(award, learner, monkeypatch):
    def fails(*args, **kwargs):
        raise NotRendered("x") from OSError("No space left")

    monkeypatch.setattr(batches, "render", fails)
    batch, at = award(learner), later(days=30)
    for _ in range(batches.ATTEMPTS):
        assert states(batch) == ["due"]
        work(batch, at=at)
        at += timedelta(minutes=10)
    assert states(batch) == ["failed"]
    assert "No space left" in batch.items.get().problem


def test_an_operator_has_what_failed_tried_again(award, learner, administrator):
    batch = award(learner)
    batch.items.update(state=BatchItem.State.FAILED, attempts=6)
    assert batches.try_again(batch=batch, by=administrator, at=later(days=31)) == 1
    work(batch, at=later(days=31))
    assert states(batch) == ["done"]


def test_a_new_design_is_added_and_every_earlier_file_still_verifies(client, rendered, administrator, monkeypatch):
    earlier = rendered.documents.get().file.read()
    monkeypatch.setattr(rendering, "DESIGN", 2)
    monkeypatch.setattr(batches, "DESIGN", 2)
    batch = batches.print_anew(reason="The new look", by=administrator, at=later(days=1))
    work(batch, at=later(days=1))
    assert list(rendered.documents.values_list("design", flat=True)) == [2, 1]
    assert rendered.documents.last().sha256 == hashlib.sha256(earlier).hexdigest()
    assert rendered.documents.last().file.read() == earlier
    again = batches.print_anew(reason="Once more", by=administrator, at=later(days=2))
    assert again.items.count() == 0


def test_everybody_is_who_earned_it_and_does_not_have_it(lost, learner, colleague, award):
    assert [found["learner"] for found in everybody(lost)] == [learner.pk]
    work(award(learner))
    assert list(everybody(lost)) == []


def test_whose_was_revoked_is_not_among_everybody(lost, learner, award, administrator):
    work(award(learner))
    revoke(certificate=Certificate.objects.get(), reason="Error", by=administrator, at=later(days=31))
    assert list(everybody(lost)) == []


def test_of_a_principle_everybody_is_who_has_all_its_modules(lost, learner):
    assert list(everybody("principle:p1")) == []  # one module is no principle


def test_without_a_broker_the_sweep_works_through_it(award, learner, settings):
    settings.REDIS_URL = ""
    batch = award(learner)
    BatchItem.objects.update(after=AT)
    tasks.sweep_batches()
    assert states(batch) == ["done"]


def test_with_a_broker_it_is_asked_for_only_when_its_queue_is_empty(award, learner, settings, monkeypatch):
    award(learner)
    BatchItem.objects.update(after=AT)
    settings.REDIS_URL, asked = "redis://localhost:1", []
    monkeypatch.setattr(tasks.work_through, "delay", asked.append)
    monkeypatch.setattr(tasks, "waiting", lambda queue: 1)
    tasks.sweep_batches()
    assert asked == []
    monkeypatch.setattr(tasks, "waiting", lambda queue: 0)
    tasks.sweep_batches()
    assert len(asked) == 1


def test_old_batches_go_and_certificates_stay(award, learner):
    work(award(learner))
    batches.forget_old(at=later(days=800))
    assert not BatchItem.objects.exists()
    assert Certificate.objects.count() == 1
