"""Who has nothing to do in the CMS is told so once, and is not sent in a circle."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.models import Document

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def test_an_analyst_is_refused_by_the_cms_in_words(client, analyst):
    client.force_login(analyst, backend=BACKEND)
    response = client.get("/cms/", follow=True)
    assert response.status_code == 403
    assert len(response.redirect_chain) == 1


def test_a_learner_is_refused_in_our_words_and_led_to_what_is_theirs(client, learner):
    client.force_login(learner, backend=BACKEND)
    page = client.get("/cms/pages/1/edit/", follow=True).text
    assert "This is where the courses are written." in page
    assert 'href="/my-learning/"' in page
    assert "permission to access" not in page
    assert "There is a problem" not in client.get("/my-learning/").text


def test_an_editor_gets_in(client, editor):
    client.force_login(editor, backend=BACKEND)
    assert client.get("/cms/").status_code == 200


def test_signed_out_one_is_led_to_the_door_and_back(client):
    assert client.get("/cms/").url == "/sign-in/?next=/cms/"


def test_documents_can_be_deleted_together(client, administrator):
    document = Document.objects.create(title="Old notes", file=SimpleUploadedFile("notes.txt", b"notes"))
    type(administrator).objects.update(is_superuser=True)
    client.force_login(administrator, backend=BACKEND)
    address = f"/cms/bulk/wagtaildocs/document/delete/?id={document.pk}"
    client.post(address)
    assert not Document.objects.filter(pk=document.pk).exists()
