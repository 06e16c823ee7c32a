"""A course’s certificate may last for a time; a new pass of each module renews it, and the record stays complete throughout."""

from datetime import date, timedelta

import pytest

from certificates import actions, renewal, rules
from certificates import facts as facts_of
from certificates.models import Certificate, Kind, Validity
from mail.kinds import render as words
from mail.models import Message
from people.privacy import erase_all
from progress.models import Enrolment
from tests.curriculum import AT, later
from tests.taking import complete, sit

pytestmark = pytest.mark.django_db
OPEN = later(days=300)  # within the 90 days before the last one
PUBLIC = "/verify/{}"


@pytest.fixture
def award(learner, module, course):
    """The certificate of a course whose certificates last for a year."""
    Validity.objects.create(course=course, months=12)
    complete(learner, *module.live_lessons())
    sit(learner, module)
    return Certificate.objects.get(learner=learner, kind=Kind.COURSE)


def course_certificates(learner):
    return list(Certificate.objects.filter(learner=learner, kind=Kind.COURSE).order_by("issued_at"))


@pytest.mark.parametrize(
    ("awarded", "months", "last"),
    [
        (date(2026, 10, 5), 12, date(2027, 10, 5)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 24, date(2028, 12, 31)),
    ],
)
def test_the_last_day_is_so_many_months_later(awarded, months, last):
    assert rules.last_day(awarded, months) == last


def test_it_says_until_when_and_others_never_expire(award, learner):
    assert award.expires_on == date(2027, 10, 5)
    assert Certificate.objects.get(learner=learner, kind=Kind.MODULE).expires_on is None


def test_without_a_validity_a_course_certificate_never_expires(learner, module, course):
    complete(learner, *module.live_lessons())
    sit(learner, module)
    assert Certificate.objects.get(learner=learner, kind=Kind.COURSE).expires_on is None


def test_a_pass_while_renewal_is_open_gives_a_new_certificate(award, learner, module):
    sit(learner, module, at=OPEN)
    old, new = course_certificates(learner)
    assert old.renewed_at == OPEN
    assert new.awarded_on == OPEN.date()
    assert new.expires_on == rules.last_day(OPEN.date(), 12)
    assert new.by_assessment
    assert old.code != new.code


def test_a_pass_before_it_is_open_renews_nothing(award, learner, module):
    sit(learner, module, at=later(days=30))
    assert len(course_certificates(learner)) == 1


def test_a_fail_renews_nothing(award, learner, module):
    sit(learner, module, score=3, at=OPEN)
    assert len(course_certificates(learner)) == 1


def test_after_it_expired_it_can_still_be_renewed(award, learner, module):
    sit(learner, module, at=later(days=500))
    assert len(course_certificates(learner)) == 2


def test_the_record_stays_complete(award, learner, module, course):
    before = Enrolment.objects.get(learner=learner).completed_at
    sit(learner, module, score=2, at=OPEN)
    sit(learner, module, at=OPEN + timedelta(hours=1))
    assert Enrolment.objects.get(learner=learner).completed_at == before


def test_a_revoked_one_is_not_renewed(award, learner, module):
    actions.revoke(certificate=award, reason="Error", by=None, at=AT)
    sit(learner, module, at=OPEN)
    assert len(course_certificates(learner)) == 1


def test_one_that_was_renewed_can_still_be_revoked_for_it_still_says_who_and_what(award, learner, module, client):
    sit(learner, module, at=OPEN)
    award.refresh_from_db()
    assert actions.revoke(certificate=award, reason="Somebody else sat the paper", by=None, at=OPEN)
    assert "revoked" in client.get(PUBLIC.format(award.code), follow=True).text
    assert Certificate.objects.of(learner).current().filter(kind=Kind.COURSE).exists()


def test_nor_one_that_is_revoked_at_the_very_moment_of_the_pass(award, learner):
    actions.revoke(certificate=award, reason="Error", by=None, at=OPEN)
    facts = facts_of.of_course(Enrolment.objects.select_related("course").get(learner=learner))
    assert actions.renew(certificate=award, facts=facts, at=OPEN) is None
    assert course_certificates(learner) == [award]


def test_nobody_is_told_who_has_gone_and_left_their_certificates(award, learner):
    erase_all(learner, at=AT, keep_verifiable=True)
    renewal.announce(at=OPEN)
    assert not Message.objects.exists()


def test_the_holder_is_told_once_when_it_opens(award):
    renewal.announce(at=later(days=200))
    assert not Message.objects.filter(template="certificate_expiring").exists()
    renewal.announce(at=OPEN)
    renewal.announce(at=OPEN + timedelta(days=1))
    message = Message.objects.get(template="certificate_expiring")
    assert message.purpose == "nudge"
    subject, body = words(message.template, message.context)
    assert award.title in subject
    assert "5 October 2027" in body


def test_after_the_renewal_there_is_nothing_left_to_say(award, learner, module):
    renewal.announce(at=OPEN)
    sit(learner, module, at=OPEN)
    message = Message.objects.get(template="certificate_expiring")
    assert words(message.template, message.context) is None


def test_its_page_says_how_to_renew_it(award, learner, client, module, time_machine):
    for moment, offered in ((later(days=100), False), (OPEN, True)):
        time_machine.move_to(moment)
        client.force_login(learner, backend="django.contrib.auth.backends.ModelBackend")
        page = client.get(f"/certificates/{award.code}/").text
        assert ("Renew it" in page) is offered
        assert (f"/learn/modules/{module.pk}/assessment/" in page) is offered


def test_the_public_page_of_an_expired_and_of_a_renewed_one_say_so(award, learner, module, client, time_machine):
    time_machine.move_to(later(days=400))
    assert "This certificate has expired" in client.get(PUBLIC.format(award.code)).text
    sit(learner, module, at=later(days=400))
    assert "This certificate has been renewed" in client.get(PUBLIC.format(award.code)).text
