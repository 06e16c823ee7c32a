"""Completing a module, a principle or a course awards its certificate: exactly one, in the same transaction."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from certificates import actions
from certificates.models import Certificate, Kind
from people.models import Standing
from progress.signals import module_completed
from tests.curriculum import AT, build_course, build_module, build_person, enrol
from tests.taking import complete, record, sit

pytestmark = pytest.mark.django_db


def pass_module(learner, module, at=AT):
    complete(learner, *module.live_lessons(), at=at)
    sit(learner, module, at=at)


def kinds(learner):
    return sorted(Certificate.objects.current().of(learner).values_list("kind", flat=True))


def test_completing_a_module_awards_its_certificate(certificate, learner, module):
    assert certificate.name == "Ada Larch"
    assert certificate.organisation_name == "Elmet District Council"
    assert certificate.title == module.title
    assert certificate.principles == ["p1"]
    assert certificate.minutes == 25
    assert len(certificate.outcomes) == 5
    assert certificate.module_edition == record(learner, module).edition
    assert certificate.edition == "Edition 1, " + certificate.edition.split(", ")[1]


def test_the_same_signal_again_awards_nothing_more(certificate, learner, module):
    for _ in range(3):
        module_completed.send(sender=None, record=record(learner, module), at=AT)
    assert Certificate.objects.filter(kind=Kind.MODULE).count() == 1


def test_an_award_falls_with_the_transaction_that_earned_it(learner, module):
    complete(learner, *module.live_lessons())
    with transaction.atomic():
        sit(learner, module)
        assert Certificate.objects.exists()
        transaction.set_rollback(True)
    assert not Certificate.objects.exists()


def test_an_award_is_written_with_the_pass_and_not_after_its_commit(
    learner, module, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=False):  # whoever dies at the commit does nothing after it
        complete(learner, *module.live_lessons())
        sit(learner, module)
    assert Certificate.objects.of(learner).due(AT).filter(kind=Kind.MODULE).exists()


def test_a_fail_awards_nothing(learner, module):
    complete(learner, *module.live_lessons())
    sit(learner, module, score=7)
    assert kinds(learner) == []


def test_a_pass_after_midnight_in_summer_has_the_new_day(learner, module):
    pass_module(learner, module, at=datetime(2026, 7, 31, 23, 30, tzinfo=UTC))
    certificate = Certificate.objects.get(kind=Kind.MODULE)
    assert certificate.awarded_on == date(2026, 8, 1)
    assert certificate.awarded_month == date(2026, 8, 1)


def test_a_pass_without_the_lessons_says_by_assessment(learner):
    module = build_module(by_assessment=True)
    enrol(learner, build_course(module))
    sit(learner, module)
    assert Certificate.objects.get(subject_key=str(module.translation_key)).by_assessment


def test_the_only_module_of_a_principle_awards_no_principle(certificate, learner):
    assert kinds(learner) == ["course", "module"]


def test_the_last_of_two_published_modules_awards_the_principle(learner, module):
    second = build_module(principle="p1")
    enrol(learner, build_course(second, awards_certificate=False))
    pass_module(learner, module)
    assert "principle" not in kinds(learner)
    pass_module(learner, second)
    award = Certificate.objects.get(kind=Kind.PRINCIPLE)
    assert award.subject_key == "p1"
    assert award.modules == [module.title, second.title]
    assert award.minutes == 50


def test_a_principle_that_was_revoked_is_not_awarded_again_with_the_next_module(learner, module):
    second = build_module(principle="p1")
    enrol(learner, build_course(second))
    for passed in (module, second):
        pass_module(learner, passed)
    award = Certificate.objects.get(kind=Kind.PRINCIPLE)
    actions.revoke(certificate=award, reason="Error", by=None, at=AT)
    third = build_module(principle="p1")
    enrol(learner, build_course(third))
    pass_module(learner, third)
    assert Certificate.objects.get(kind=Kind.PRINCIPLE) == award


def test_a_module_added_later_takes_the_principle_from_nobody(learner, module):
    second = build_module(principle="p1")
    enrol(learner, build_course(second))
    pass_module(learner, module)
    pass_module(learner, second)
    build_module(principle="p1")
    assert Certificate.objects.current().filter(kind=Kind.PRINCIPLE).exists()


def test_a_course_awards_only_where_it_says_so(colleague):
    module = build_module()
    enrol(colleague, build_course(module, awards_certificate=False))
    pass_module(colleague, module)
    assert kinds(colleague) == ["module"]


def test_a_course_certificate_names_every_principle_and_required_module(learner):
    modules = [build_module(principle=code) for code in ("p5", "p2")]
    course = build_course(*modules, optional=[build_module()])
    enrol(learner, course)
    for module in modules:
        pass_module(learner, module)
    award = Certificate.objects.get(subject_key=str(course.translation_key))
    assert award.principles == ["p2", "p5"]
    assert award.modules == [module.title for module in modules]


def test_a_demonstration_awards_specimens(settings, learner, module):
    settings.DEMONSTRATION = True
    pass_module(learner, module)
    assert Certificate.objects.filter(is_specimen=False).count() == 0


def test_a_demonstration_person_gets_a_specimen_anywhere(learner, module):
    learner.is_demonstration = True
    learner.save()
    pass_module(learner, module)
    assert Certificate.objects.get(kind=Kind.MODULE).is_specimen


def test_an_organisation_that_is_not_confirmed_does_not_stand_on_it(module):
    person = build_person("Una Wait", standing=Standing.PENDING)
    enrol(person, build_course(module))
    pass_module(person, module)
    certificate = Certificate.objects.get(learner=person, kind=Kind.MODULE)
    assert certificate.organisation is None
    assert certificate.organisation_name == ""


def test_a_renewal_is_a_new_certificate_beside_the_old(certificate, learner, module):
    facts = actions.facts_of.of_module(record(learner, module))
    new = actions.renew(certificate=certificate, facts=facts, at=AT, expires_on=date(2029, 1, 1))
    certificate.refresh_from_db()
    assert certificate.renewed_at == AT
    assert new.code != certificate.code
    assert new.expires_on == date(2029, 1, 1)
