"""The document is rendered once, whoever asks and however often; what fails is tried again and can be seen."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from certificates import actions, rendering, tasks
from certificates.models import Certificate, CertificateDocument
from certificates.rendering import NotRendered, render
from mail.models import Message
from tests.curriculum import AT, later
from tests.taking import complete, sit

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken_storage(monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(default_storage, "save", full)


def test_the_stored_file_is_the_one_whose_hash_and_size_are_kept(rendered):
    document = rendered.documents.get()
    content = document.file.read()
    assert content.startswith(b"%PDF-")
    assert hashlib.sha256(content).hexdigest() == document.sha256
    assert len(content) == document.size


def test_the_second_time_finds_the_first(rendered, monkeypatch):
    monkeypatch.setattr(rendering, "_printed", None)  # would raise if it were called
    assert render(rendered, at=later(hours=1)) == rendered.documents.get()


def test_the_name_of_the_file_says_nothing_of_the_certificate(rendered):
    name = rendered.documents.get().file.name
    assert rendered.code not in name
    assert "Ada" not in name


def test_the_learner_is_told_once(rendered):
    render(rendered, at=later(hours=1))
    message = Message.objects.get(template="certificate_ready")
    assert message.to == rendered.learner.email
    assert message.context == {"certificate": rendered.pk}


def test_a_certificate_replaced_meanwhile_gets_no_document(certificate):
    Certificate.objects.filter(pk=certificate.pk).update(replaced_at=AT)
    assert render(certificate, at=AT) is None
    assert not CertificateDocument.objects.exists()


def test_a_full_disc_is_seen_on_the_row_and_leaves_no_document(certificate, broken_storage):
    with pytest.raises(NotRendered):
        render(certificate, at=AT)
    certificate.refresh_from_db()
    assert certificate.render_attempts == 1
    assert "No space left" in certificate.render_problem
    assert certificate.render_after == AT + timedelta(seconds=10)
    assert not CertificateDocument.objects.exists()


def test_half_a_file_is_never_kept(certificate, monkeypatch):
    monkeypatch.setattr(default_storage, "size", lambda name: 7)
    with pytest.raises(NotRendered):
        render(certificate, at=AT)
    assert not CertificateDocument.objects.exists()


def test_after_a_failure_it_waits_and_then_it_is_due_again(certificate, broken_storage):
    with pytest.raises(NotRendered):
        render(certificate, at=AT)
    due = Certificate.objects.due
    assert not due(later(seconds=9)).filter(pk=certificate.pk).exists()
    assert due(later(seconds=10)).filter(pk=certificate.pk).exists()


def test_a_success_clears_the_problem(certificate):
    Certificate.objects.filter(pk=certificate.pk).update(render_problem="OSError: full", render_after=AT)
    render(certificate, at=later(minutes=1))
    certificate.refresh_from_db()
    assert (certificate.render_problem, certificate.render_after) == ("", None)


def test_without_a_broker_the_sweep_renders_what_is_due(certificate, settings):
    settings.REDIS_URL = ""
    tasks.sweep()
    assert not Certificate.objects.current().without_document().exists()
    tasks.sweep()
    assert CertificateDocument.objects.count() == Certificate.objects.count()


def test_with_a_broker_the_sweep_asks_only_when_the_queue_is_empty(certificate, settings, monkeypatch):
    asked = []
    settings.REDIS_URL = "redis://localhost:1"
    monkeypatch.setattr(tasks.render, "delay", asked.append)
    monkeypatch.setattr(tasks, "waiting", lambda: 3)
    tasks.sweep()
    assert asked == []
    monkeypatch.setattr(tasks, "waiting", lambda: 0)
    tasks.sweep()
    assert sorted(asked) == sorted(Certificate.objects.values_list("pk", flat=True))


def test_one_that_cannot_be_rendered_does_not_hold_up_the_others(certificate, settings, monkeypatch):
    settings.REDIS_URL = ""
    real = rendering._printed

    def printed(wanted, wait):
        if wanted.pk == certificate.pk:
            raise ValueError("a glyph from hell")
        return real(wanted, wait)

    monkeypatch.setattr(rendering, "_printed", printed)
    tasks.sweep()
    assert list(Certificate.objects.current().without_document()) == [certificate]


def test_a_dead_broker_costs_the_learner_nothing(learner, module, settings, django_capture_on_commit_callbacks):
    settings.REDIS_URL = "redis://localhost:1"
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        complete(learner, *module.live_lessons())
        sit(learner, module)
    assert Certificate.objects.due(AT).count() == len([c for c in callbacks if "_queue" in c.__qualname__])


def test_a_revoked_certificate_is_not_rendered_any_more(certificate):
    actions.revoke(certificate=certificate, reason="Error", by=None, at=AT)
    assert certificate not in Certificate.objects.due(later(days=1))
    tasks.render(certificate.pk)
    assert not certificate.documents.exists()


def test_a_task_for_a_row_that_is_gone_does_nothing():
    tasks.render(987_654)
