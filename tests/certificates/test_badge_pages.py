"""A holder takes the badge away in three forms, and only the holder; LinkedIn is told nothing before they go there."""

from datetime import date
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from pypdf import PdfReader

from certificates import actions, sharing
from certificates.models import Certificate
from tests.certificates.conftest import imagined
from tests.curriculum import AT

pytestmark = pytest.mark.django_db


def badge(code, form="svg"):
    return f"/certificates/{code}/badge.{form}"


@pytest.mark.parametrize(("form", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("jwt", b"ey")])
def test_each_form_is_downloaded(signed_in, certificate, form, begins):
    answer = signed_in.get(badge(certificate.code, form))
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content).startswith(begins)


def test_somebody_elses_badge_is_not_there(client, certificate, colleague):
    client.force_login(colleague, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(badge(certificate.code)).status_code == 404


def test_who_is_not_signed_in_is_asked_to(client, certificate):
    assert client.get(badge(certificate.code)).status_code == 302


def test_a_revoked_one_gives_no_badge(signed_in, certificate):
    actions.revoke(certificate=certificate, reason="Error", by=None, at=AT)
    assert signed_in.get(badge(certificate.code)).status_code == 302


def test_one_without_a_name_gives_no_badge(signed_in, certificate):
    Certificate.objects.filter(pk=certificate.pk).update(name="")
    assert signed_in.get(badge(certificate.code)).status_code == 302
    assert "As a badge" not in signed_in.get(f"/certificates/{certificate.code}/").text


def test_the_page_offers_all_of_them_and_linkedin(signed_in, certificate):
    page = signed_in.get(f"/certificates/{certificate.code}/").text
    for form in ("png", "svg", "jwt"):
        assert badge(certificate.code, form) in page
    assert "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME" in page


def test_linkedin_is_told_what_the_certificate_says_but_the_name():
    told = parse_qs(urlsplit(sharing.linkedin(imagined(expires_on=date(2028, 3, 1)))).query)
    assert told["name"] == ["Reading a business case"]
    assert (told["issueYear"], told["issueMonth"], told["expirationYear"]) == (["2026"], ["11"], ["2028"])
    assert "Siân Hughes" not in str(told)


def test_a_specimen_goes_to_no_profile():
    assert sharing.linkedin(imagined(is_specimen=True)) == ""


def test_the_badge_is_inside_the_pdf(rendered):
    (attached,) = PdfReader(BytesIO(rendered.documents.get().file.read())).attachments.items()
    assert attached[0] == "open-badge.svg"
    assert b"openbadges:credential" in attached[1][0]
