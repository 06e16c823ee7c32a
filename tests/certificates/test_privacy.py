"""What a person is given of their certificates, and what is left when they go."""

import pytest
from django.core.files.storage import default_storage

from certificates import privacy
from certificates.models import Certificate
from mail import kinds
from mail.models import Message
from tests.curriculum import AT

pytestmark = pytest.mark.django_db


def test_a_person_gets_every_certificate_in_plain_values(certificate, learner):
    given = privacy.export(learner)["certificates"]
    assert {entry["name"] for entry in given} == {"Ada Larch"}
    assert certificate.code in {entry["code"] for entry in given}


def test_going_without_a_choice_withdraws_everything(rendered, learner, django_capture_on_commit_callbacks):
    name = rendered.documents.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        privacy.erase(learner, at=AT)
    rendered.refresh_from_db()
    assert (rendered.name, rendered.withdrawn_at) == ("", AT)
    assert not default_storage.exists(name)
    assert rendered.documents.get().sha256


def test_going_and_keeping_certificates_verifiable_leaves_them(client, rendered, learner):
    privacy.erase(learner, at=AT, keep_verifiable=True)
    assert "Ada Larch" in client.get(f"/verify/{rendered.code}").text


def test_erasing_twice_is_erasing_once(rendered, learner):
    for _ in range(2):
        privacy.erase(learner, at=AT)
    assert not Certificate.objects.current().of(learner).exists()


def test_the_message_names_the_certificate_and_where_it_is_checked(rendered):
    subject, body = kinds.render("certificate_ready", {"certificate": rendered.pk})
    assert rendered.title in subject
    assert f"/certificates/{rendered.code}/" in body
    assert rendered.verification_url in body


def test_a_message_about_what_is_no_longer_current_is_not_sent(rendered):
    Certificate.objects.filter(pk=rendered.pk).update(revoked_at=AT)
    message = Message.objects.get(template="certificate_ready")
    assert kinds.render(message.template, message.context) is None
