"""What stands on a certificate is what was true when it was issued, whatever happens later; corrections replace it."""

import pytest

from audit.models import Event
from certificates import actions
from certificates.models import Certificate, Correction, Kind
from courses.models import ModulePage
from people import actions as people
from people.models import Standing
from tests.curriculum import AT, build_course, build_person, enrol, later, publish
from tests.taking import complete, sit

pytestmark = pytest.mark.django_db

FACTS = ("name", "organisation_name", "title", "principles", "outcomes", "minutes", "awarded_on", "edition", "issuer")


def facts(pk):
    return Certificate.objects.values(*FACTS).get(pk=pk)


def test_renaming_the_person_the_module_and_the_organisation_changes_nothing(certificate, learner, module, settings):
    before = facts(certificate.pk)
    people.confirm_name(user=learner, name="Ada Married", at=later(days=1))
    page = ModulePage.objects.get(pk=module.pk)
    page.title, page.summary = "Another title", "Another summary."
    publish(page)
    certificate.organisation.name = "A Merged Council"
    certificate.organisation.save()
    settings.CERTIFICATE_ISSUER = "Somebody else"
    assert facts(certificate.pk) == before


def test_a_corrected_name_replaces_the_certificate_and_keeps_its_date(certificate, learner):
    people.confirm_name(user=learner, name="Ada Married", at=later(days=1))
    new = actions.correct_name(certificate=certificate, at=later(days=30))
    certificate.refresh_from_db()
    assert (new.name, new.awarded_on) == ("Ada Married", certificate.awarded_on)
    assert (certificate.replaced_by, certificate.correction) == (new, Correction.NAME)
    assert new.code != certificate.code


def test_replacing_twice_is_replacing_once(certificate, learner):
    people.confirm_name(user=learner, name="Ada Married", at=later(days=1))
    first = actions.correct_name(certificate=certificate, at=later(days=30))
    again = actions.correct_name(certificate=certificate, at=later(days=31))
    assert again == first
    assert Certificate.objects.of(learner).filter(kind=Kind.MODULE).count() == 2


def test_a_name_that_has_not_changed_replaces_nothing(certificate):
    assert actions.correct_name(certificate=certificate, at=later(days=1)) == certificate


def test_an_approval_replaces_what_waited_for_it_dated_when_earned(module):
    person = build_person("Una Wait", standing=Standing.PENDING)
    enrol(person, build_course(module))
    complete(person, *module.live_lessons())
    sit(person, module)
    membership, by = person.memberships.get(), build_person("Adam Minister")
    people.decide_membership(membership=membership, approved=True, by=by, at=later(days=8))
    current = Certificate.objects.current().of(person).get(kind=Kind.MODULE)
    assert current.organisation_name == "Elmet District Council"
    assert current.awarded_on == AT.date()
    assert current.issued_at == later(days=8)
    assert Certificate.objects.of(person).filter(correction=Correction.ORGANISATION).count() == 2


def test_a_refusal_changes_no_certificate(module):
    person = build_person("Una Wait", standing=Standing.PENDING)
    enrol(person, build_course(module))
    complete(person, *module.live_lessons())
    sit(person, module)
    membership, by = person.memberships.get(), build_person("Adam Minister")
    people.decide_membership(membership=membership, approved=False, by=by, reason="Not known", at=later(days=8))
    assert Certificate.objects.of(person).filter(replaced_at__isnull=False).count() == 0


def test_a_person_without_a_confirmed_name_gets_it_where_the_certificate_stands(learner, module):
    learner.name_confirmed_at = None
    learner.save()
    complete(learner, *module.live_lessons())
    sit(learner, module)
    certificate = Certificate.objects.get(kind=Kind.MODULE)
    assert certificate.name == ""
    assert not Certificate.objects.due(AT).exists()
    named = actions.correct_name(certificate=certificate, at=later(hours=1))
    assert (named.pk, named.name) == (certificate.pk, "Ada Larch")


def test_a_revocation_is_for_good_and_recorded(certificate):
    assert actions.revoke(certificate=certificate, reason="Issued in error", by=None, at=later(days=2))
    assert not actions.revoke(certificate=certificate, reason="Again", by=None, at=later(days=3))
    certificate.refresh_from_db()
    assert (certificate.revoked_at, certificate.revoked_reason) == (later(days=2), "Issued in error")
    assert Event.objects.filter(name="certificates.revoke", subject=certificate.code).count() == 1


def test_a_revoked_certificate_can_be_neither_replaced_nor_renamed(certificate, learner):
    actions.revoke(certificate=certificate, reason="Issued in error", by=None, at=later(days=2))
    people.confirm_name(user=learner, name="Ada Married", at=later(days=3))
    assert actions.correct_name(certificate=certificate, at=later(days=4)) == certificate
    assert Certificate.objects.of(learner).filter(kind=Kind.MODULE).count() == 1


def test_what_is_recorded_about_it_names_nobody(certificate):
    assert all("Ada" not in f"{event.subject}{event.detail}" for event in Event.objects.all())
