"""The development page: who can sign in, and what they were sent. It is not there in production."""

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend

from home.sent_mail import sent_mail

pytestmark = pytest.mark.django_db


def send(folder, subject, body="Your code is 4KM 7TX"):
    message = EmailMessage(subject, body, "us@example.org", ["alex@example.org"])
    EmailBackend(file_path=folder).send_messages([message])


def test_it_is_not_there_in_production(client, settings):
    settings.DEVELOPMENT = False
    assert client.get("/development/").status_code == 404


def test_mail_is_shown_with_its_code(client, settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    send(tmp_path, "Your code")
    page = client.get("/development/").text
    assert "4KM 7TX" in page
    assert "alex@example.org" in page


def test_mail_is_shown_with_its_quotation_marks(tmp_path):
    send(tmp_path, "“Leading well” – Siân", "You are asked to take “Leading well”, Siân.")
    (mail,) = sent_mail(tmp_path)
    assert mail.subject == "“Leading well” – Siân"
    assert mail.body.strip() == "You are asked to take “Leading well”, Siân."


def test_markup_in_a_mail_is_text(client, settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    send(tmp_path, "<script>", "<script>alert(1)</script>")
    assert "<script>alert" not in client.get("/development/").text


def test_the_newest_of_several_comes_first(tmp_path):
    for subject in ("First", "Second"):
        send(tmp_path, subject)
    assert {mail.subject for mail in sent_mail(tmp_path)} == {"First", "Second"}


def test_an_empty_folder_is_no_mail(tmp_path):
    assert sent_mail(tmp_path / "nothing") == []
