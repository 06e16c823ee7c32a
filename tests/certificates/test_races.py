"""Several at the same moment on PostgreSQL: one award, one document, one replacement.

Seen to fail with faults planted: without the partial unique constraint eight awards are eight; without the row lock of
`_store` seven of eight renderings fail, and without the constraint of one document for each design too there are eight;
replacements are guarded twice, and fail when both the row lock and the constraint are gone.
"""

import pytest

from certificates import actions
from certificates.models import Certificate, CertificateDocument, Correction, Kind
from certificates.rendering import render
from mail.models import Message
from progress.models import ModuleRecord
from tests.curriculum import AT, build_course, build_module, build_person, enrol
from tests.racing import at_once
from tests.taking import complete, sit

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def record():
    module, learner = build_module(), build_person("Ada Larch")
    enrol(learner, build_course(module))
    complete(learner, *module.live_lessons())
    sit(learner, module)
    return ModuleRecord.objects.get()


@pytest.fixture
def certificate(record):
    return Certificate.objects.get(kind=Kind.MODULE)


def test_eight_awards_at_once_are_one(record):
    Certificate.objects.all().delete()
    results = at_once(*[lambda: actions.award_module(record=ModuleRecord.objects.get(), at=AT)] * 8)
    assert {award.pk for award in results} == {Certificate.objects.get().pk}


def test_eight_renderings_at_once_are_one_document_and_one_message(certificate):
    results = at_once(*[lambda: render(Certificate.objects.get(pk=certificate.pk), at=AT)] * 8)
    assert {document.pk for document in results} == {CertificateDocument.objects.get().pk}
    assert Message.objects.filter(template="certificate_ready").count() == 1


def test_eight_replacements_at_once_are_one(certificate):
    def replace():
        return actions.replace(certificate=certificate, correction=Correction.NAME, name="Ada Married", at=AT)

    results = at_once(*[replace] * 8)
    assert {new.name for new in results} == {"Ada Married"}
    assert Certificate.objects.filter(kind=Kind.MODULE).count() == 2


def test_a_revocation_and_a_rendering_at_once_leave_no_doubt(certificate):
    at_once(
        lambda: actions.revoke(certificate=certificate, reason="Error", by=None, at=AT),
        lambda: render(Certificate.objects.get(pk=certificate.pk), at=AT),
    )
    assert not Certificate.objects.due(AT).filter(pk=certificate.pk).exists()
