"""A PDF that somebody gives us is compared in memory: nothing of it is written anywhere."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client

from certificates import actions
from certificates.uploads import LARGEST
from tests.curriculum import AT

pytestmark = pytest.mark.django_db


def upload(client, content, name="certificate.pdf"):
    return client.post("/verify/", {"file": SimpleUploadedFile(name, content, "application/pdf")})


@pytest.fixture
def pdf(rendered):
    return rendered.documents.get().file.read()


def test_the_file_that_we_issued_is_recognised(client, rendered, pdf):
    page = upload(client, pdf).text
    assert "to the last byte" in page
    assert "This certificate is valid" in page
    assert "Ada Larch" in page


def test_one_changed_byte_is_caught(client, pdf):
    changed = bytearray(pdf)
    changed[len(pdf) // 2] ^= 1
    page = upload(client, bytes(changed)).text
    assert "not as we issued it" in page
    assert "Ada Larch" not in page


def test_a_genuine_file_of_a_revoked_certificate_says_revoked(client, rendered, pdf):
    actions.revoke(certificate=rendered, reason="Error", by=None, at=AT)
    assert "Revoked on" in upload(client, pdf).text


def test_a_genuine_file_of_a_withdrawn_certificate_says_withdrawn(client, rendered, pdf):
    actions.withdraw(certificate=rendered, at=AT)
    assert "Withdrawn by the holder" in upload(client, pdf).text


def test_a_file_that_we_sealed_and_do_not_know_is_told_apart(client, rendered, pdf):
    rendered.documents.update(sha256="0" * 64)
    assert "sealed by us, but not in our register" in upload(client, pdf).text


@pytest.mark.parametrize("content", [b"not a pdf", b"\x00" * 900, b"<html>%PDF-"])
def test_what_is_no_pdf_is_refused_in_words(client, content):
    response = upload(client, content)
    assert response.status_code == 422
    assert "The file is not a PDF" in response.text


def test_an_empty_form_asks_for_a_file(client):
    response = client.post("/verify/")
    assert response.status_code == 422
    assert "Choose the PDF of a certificate" in response.text


def test_a_file_that_is_too_large_is_refused_in_words(client):
    response = upload(client, b"%PDF-" + b"0" * (LARGEST + 1))
    assert response.status_code == 422
    assert "larger than 2 MB" in response.text


def test_nothing_is_ever_written_to_disc(client, pdf, monkeypatch, settings, tmp_path):
    def refuse(*args, **kwargs):
        raise AssertionError("a file was begun on disc")

    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", refuse)
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    for content in (pdf, b"%PDF-" + b"0" * (LARGEST - 1000), b"%PDF-" + b"0" * (LARGEST * 2)):
        upload(client, content)
    assert list(Path(tmp_path).iterdir()) == []


def test_a_form_from_elsewhere_is_refused(pdf):
    assert upload(Client(enforce_csrf_checks=True), pdf).status_code == 403


def test_uploads_are_limited(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"verify_uploads": "2/10m/ip"}
    assert [upload(client, b"%PDF-no").status_code for _ in range(3)] == [200, 200, 429]
