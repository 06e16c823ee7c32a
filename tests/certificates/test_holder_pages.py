"""A holder reads and downloads their own certificates; to everybody else these are not there."""

import pytest

from certificates import actions, views
from certificates.models import Certificate, CertificateDocument, Correction
from certificates.rendering import NotRendered
from people import actions as people
from tests.curriculum import AT, later

pytestmark = pytest.mark.django_db


def page_of(certificate):
    return f"/certificates/{certificate.code}/"


def file_of(certificate):
    return f"{page_of(certificate)}certificate.pdf"


@pytest.fixture
def another(client, colleague):
    client.force_login(colleague, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_holder_reads_the_facts_as_a_page(signed_in, certificate):
    page = signed_in.get(page_of(certificate)).text
    for fact in (
        "Ada Larch",
        "Elmet District Council",
        certificate.title,
        "About 25 minutes of study",
        certificate.code,
    ):
        assert fact in page


def test_the_holder_downloads_the_file_and_no_cache_keeps_it(signed_in, rendered):
    response = signed_in.get(file_of(rendered))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert "private" in response["Cache-Control"]
    assert "no-store" in response["Cache-Control"]
    assert b"".join(response.streaming_content) == rendered.documents.get().file.read()


def test_two_downloads_are_the_same_file(signed_in, rendered):
    first, second = (b"".join(signed_in.get(file_of(rendered)).streaming_content) for _ in range(2))
    assert first == second
    assert CertificateDocument.objects.count() == 1


def test_a_document_that_is_not_there_yet_is_made_at_once(signed_in, certificate):
    assert signed_in.get(file_of(certificate)).status_code == 200
    assert certificate.documents.count() == 1


def test_where_it_cannot_be_made_the_page_says_that_it_is_being_prepared(signed_in, certificate, monkeypatch):
    def broken(*args, **kwargs):
        raise NotRendered

    monkeypatch.setattr(views, "render_document", broken)
    response = signed_in.get(file_of(certificate))
    assert response.status_code == 503
    assert "being prepared" in response.text
    assert response["Retry-After"]


@pytest.mark.parametrize("address", [page_of, file_of])
def test_somebody_else_finds_nothing(another, rendered, address):
    assert another.get(address(rendered)).status_code == 404


@pytest.mark.parametrize("end", ["name/", "former/"])
def test_somebody_else_changes_nothing(another, certificate, end):
    assert another.post(page_of(certificate) + end, {"shown": "yes"}).status_code == 404


@pytest.mark.parametrize("address", [page_of, file_of])
def test_who_is_not_signed_in_is_led_to_the_door(client, rendered, address):
    response = client.get(address(rendered))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


def test_reading_writes_nothing(signed_in, rendered, django_assert_max_num_queries):
    before = Certificate.objects.values().get(pk=rendered.pk)
    with django_assert_max_num_queries(12) as queries:
        signed_in.get(page_of(rendered))
    assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert Certificate.objects.values().get(pk=rendered.pk) == before


def test_a_corrected_name_gives_a_new_certificate_on_a_post_only(signed_in, rendered, learner):
    people.confirm_name(user=learner, name="Ada Married", at=later(days=1))
    assert "Replace this certificate" in signed_in.get(page_of(rendered)).text
    assert signed_in.get(f"{page_of(rendered)}name/").status_code == 405
    response = signed_in.post(f"{page_of(rendered)}name/", follow=True)
    new = Certificate.objects.get(replaces=rendered)
    assert response.redirect_chain[-1][0] == page_of(new)
    assert "Ada Married" in response.text
    assert "Ada Larch" not in response.text
    assert rendered.code not in response.text


def test_after_a_correction_the_old_file_is_gone_and_the_old_name_with_it(signed_in, rendered, learner):
    people.confirm_name(user=learner, name="Ada Married", at=later(days=1))
    new = actions.correct_name(certificate=rendered, at=later(days=1))
    assert signed_in.get(file_of(rendered))["Location"] == page_of(rendered)
    page = signed_in.get(page_of(rendered)).text
    assert "Ada Larch" not in page
    assert page_of(new) in page


def test_a_link_from_an_earlier_code_is_the_holders_choice(signed_in, certificate):
    organisation = certificate.organisation
    new = actions.replace(certificate=certificate, correction=Correction.ORGANISATION, organisation=organisation, at=AT)
    assert "/verify/" + new.code not in signed_in.get(f"/verify/{certificate.code}").text
    signed_in.post(f"{page_of(new)}former/", {"shown": "yes"})
    assert "/verify/" + new.code in signed_in.get(f"/verify/{certificate.code}").text
    signed_in.post(f"{page_of(new)}former/", {"shown": "no"})
    assert "/verify/" + new.code not in signed_in.get(f"/verify/{certificate.code}").text


def test_a_former_name_never_gets_a_link(signed_in, certificate, learner):
    people.confirm_name(user=learner, name="Ada Married", at=AT)
    new = actions.correct_name(certificate=certificate, at=AT)
    signed_in.post(f"{page_of(new)}former/", {"shown": "yes"})
    page = signed_in.get(f"/verify/{certificate.code}").text
    assert new.code not in page
    assert "Ada" not in page


def test_other_addresses_under_certificates_are_pages(client):
    assert client.get("/certificates/no-such-page-of-ours/").status_code == 404
