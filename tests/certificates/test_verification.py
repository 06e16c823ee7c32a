"""What anybody who has a code is told: the state, in words, and only what the certificate shows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from certificates import actions
from certificates.models import Certificate
from people import actions as people
from tests.curriculum import AT

pytestmark = pytest.mark.django_db


def ask(client, code, **extra):
    return client.get(f"/verify/{code}", **extra)


def changed(certificate, **fields):
    Certificate.objects.filter(pk=certificate.pk).update(**fields)
    return certificate.code


def test_a_valid_certificate_is_confirmed_with_its_facts(client, certificate):
    response = ask(client, certificate.code)
    assert response.status_code == 200
    assert "This certificate is valid" in response.text
    for fact in ("Ada Larch", "Elmet District Council", certificate.title, "1. Redesign around people’s needs"):
        assert fact in response.text


def test_nothing_is_told_that_the_certificate_does_not_show(client, certificate):
    page = ask(client, certificate.code).text
    assert certificate.learner.email not in page
    assert "senior" not in page.lower()


def test_it_says_what_is_attested_and_that_this_page_is_the_authority(client, certificate):
    page = ask(client, certificate.code).text
    assert "It does not say that anyone checked identity papers" in page
    assert "This page is the authority" in page


def test_a_replaced_one_tells_the_day_and_nothing_else(client, certificate, learner):
    people.confirm_name(user=learner, name="Ada Married", at=AT)
    new = actions.correct_name(certificate=certificate, at=AT)
    page = ask(client, certificate.code).text
    assert "Replaced on 5 October 2026" in page
    for hidden in ("Ada", "Larch", "Elmet", certificate.title, new.code):
        assert hidden not in page
    assert certificate.code not in ask(client, new.code).text


def test_a_revoked_one_says_so_without_name_or_reason(client, certificate):
    actions.revoke(certificate=certificate, reason="Private reason", by=None, at=AT)
    page = ask(client, certificate.code).text
    assert "Revoked on 5 October 2026" in page
    assert "Ada" not in page
    assert "Private reason" not in page


def test_a_withdrawn_one_says_by_whom_and_shows_nobody(client, certificate):
    actions.withdraw(certificate=certificate, at=AT)
    page = ask(client, certificate.code).text
    assert "Withdrawn by the holder on 5 October 2026" in page
    assert "Ada" not in page


def test_an_expired_one_still_shows_what_was_true(client, certificate):
    yesterday = timezone.localdate() - timedelta(days=1)
    page = ask(client, changed(certificate, expires_on=yesterday)).text
    assert "This certificate has expired" in page
    assert "Ada Larch" in page


def test_a_renewed_one_says_that_there_is_a_newer(client, certificate):
    assert "This certificate has been renewed" in ask(client, changed(certificate, renewed_at=AT)).text


def test_a_specimen_is_never_called_valid(client, certificate):
    page = ask(client, changed(certificate, is_specimen=True)).text
    assert "SPECIMEN" in page
    assert "This certificate is valid" not in page


@pytest.mark.parametrize("spelt", [str.lower, lambda c: c.replace("-", ""), lambda c: c.replace("-", " ")])
def test_a_code_may_be_written_as_people_write(client, certificate, spelt):
    assert ask(client, spelt(certificate.code)).status_code == 200


@pytest.mark.parametrize("typed", ["0000-0000-0000-0000", "x", "%00", "'; DROP TABLE", "<script>alert(1)<s>", "é" * 90])
def test_an_unknown_code_is_not_found_in_plain_words(client, db, typed):
    response = ask(client, typed)
    assert response.status_code == 404
    assert "No certificate has this code" in response.text
    assert "<script>alert" not in response.text


def test_no_search_engine_and_no_cache_keeps_the_answer(client, certificate):
    for code in (certificate.code, "0000-0000-0000-0000"):
        response = ask(client, code)
        assert "noindex" in response["X-Robots-Tag"]
        assert "no-store" in response["Cache-Control"]


def test_asking_writes_nothing_and_a_miss_looks_no_further_than_a_hit(client, certificate, django_assert_num_queries):
    for code in (certificate.code, "0000-0000-0000-0000", "nonsense"):
        with django_assert_num_queries(1) as queries:
            ask(client, code)
        assert queries[0]["sql"].startswith("SELECT")


def test_misses_are_limited_and_hits_never(client, certificate, settings):
    settings.ACCOUNT_RATE_LIMITS = {"verify_misses": "3/10m/ip"}
    statuses = [ask(client, f"0000-0000-0000-{n:04}").status_code for n in range(6)]
    assert statuses == [404, 404, 404, 429, 429, 429]
    assert [ask(client, certificate.code).status_code for _ in range(5)] == [200] * 5


def test_a_form_leads_from_a_code_to_its_page(client, certificate):
    response = client.get("/verify/", {"code": certificate.code.lower().replace("-", " ")})
    assert response["Location"] == f"/verify/{certificate.code}"


def test_a_code_that_is_too_short_is_told_at_its_field(client, db):
    response = client.get("/verify/", {"code": "7KQM"})
    assert response.status_code == 422
    assert "16 letters and numbers" in response.text
    assert 'href="#id_code"' in response.text


def test_there_is_no_list_of_certificates(client, certificate):
    assert certificate.code not in client.get("/verify/").text
