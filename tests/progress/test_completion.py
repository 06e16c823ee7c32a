"""A module is complete by its lessons and a pass, a course by all its required modules; and then for good."""

import pytest

from assessment.models import Attempt
from people import actions as people
from people.models import Standing
from progress import actions
from progress.models import Enrolment
from progress.signals import course_completed, module_completed, organisation_settled
from tests.curriculum import (
    AT,
    build_course,
    build_module,
    build_organisation,
    build_person,
    enrol,
    later,
    publish,
    require,
)
from tests.taking import answer, complete, record, sit


@pytest.fixture
def heard():
    """The signals that were sent, in order."""
    found = []

    def hear(signal, name):
        def listener(sender, **kwargs):
            found.append(name)

        signal.connect(listener, weak=False, dispatch_uid=name)

    for signal, name in (
        (module_completed, "module"),
        (course_completed, "course"),
        (organisation_settled, "organisation"),
    ):
        hear(signal, name)
    yield found
    for signal, name in (
        (module_completed, "module"),
        (course_completed, "course"),
        (organisation_settled, "organisation"),
    ):
        signal.disconnect(dispatch_uid=name)


def test_lessons_and_a_pass_complete_the_module_and_its_course_once(learner, module, heard):
    complete(learner, *module.live_lessons())
    sit(learner, module, score=8)
    sit(learner, module, score=10, at=later(days=1))
    stored = record(learner, module)
    assert (stored.completed_at, stored.how, stored.passed_at) == (AT, "lessons", AT)
    assert learner.enrolments.get().completed_at == AT
    assert heard == ["module", "course"]


def test_seven_of_ten_do_not_pass(learner, module):
    complete(learner, *module.live_lessons())
    assert not sit(learner, module, score=7).passed
    assert record(learner, module).completed_at is None


def test_a_fail_after_a_pass_takes_nothing_away(learner, module):
    complete(learner, *module.live_lessons())
    sit(learner, module)
    sit(learner, module, score=0, at=later(days=1))
    assert record(learner, module).completed_at == AT


def test_the_assessment_waits_for_the_lessons_where_the_module_does_not_allow_it_first(learner, module):
    with pytest.raises(actions.NotReady):
        actions.take_assessment(learner=learner, module=module, at=AT)
    assert not Attempt.objects.exists()


def test_a_pass_alone_completes_a_module_that_allows_it_and_the_record_says_so(learner, course):
    module = build_module(course=course, by_assessment=True)
    sit(learner, module)
    stored = record(learner, module)
    assert (stored.completed_at, stored.how, stored.lessons_done) == (AT, "assessment", 0)


def test_lessons_may_still_be_completed_after_a_completion_by_assessment(learner, course):
    module = build_module(course=course, by_assessment=True)
    sit(learner, module)
    complete(learner, *module.live_lessons())
    assert record(learner, module).how == "assessment"
    assert learner.lesson_records.filter(completed_at__isnull=False).count() == 3


def test_a_module_finished_in_one_course_counts_in_every_course(learner, module):
    other = build_course(module)
    enrol(learner, other)
    complete(learner, *module.live_lessons())
    sit(learner, module)
    assert Enrolment.objects.completed().filter(learner=learner).count() == 2


def test_a_course_taken_up_after_its_modules_were_finished_is_complete_at_once(learner, module):
    complete(learner, *module.live_lessons())
    sit(learner, module)
    assert enrol(learner, build_course(module), at=later(days=1)).pk
    assert learner.enrolments.latest("pk").completed_at == later(days=1)


def test_an_optional_module_is_no_condition(learner, module, course):
    require(course, build_module(), required=False)
    complete(learner, *module.live_lessons())
    sit(learner, module)
    assert learner.enrolments.get().completed_at


def test_a_required_module_that_is_not_published_keeps_the_course_open(learner, module, course):
    draft = build_module(course=course)
    draft.unpublish()
    complete(learner, *module.live_lessons())
    sit(learner, module)
    assert learner.enrolments.get().completed_at is None


def test_a_course_that_drops_its_last_open_module_is_complete(learner, module, course):
    extra = build_module(course=course)
    complete(learner, *module.live_lessons())
    sit(learner, module)
    course.places.filter(module=extra).delete()
    publish(type(course).objects.get(pk=course.pk))
    assert learner.enrolments.get().completed_at


def test_a_course_without_required_modules_is_never_complete(learner):
    assert enrol(learner, build_course()).completed_at is None


def test_organisation_and_audience_are_those_of_the_enrolment_while_that_lasts(learner, module):
    complete(learner, *module.live_lessons())
    sit(learner, module)
    enrolment, stored = learner.enrolments.get(), record(learner, module)
    assert (stored.organisation, stored.audience) == (enrolment.organisation, enrolment.audience)
    assert str(stored.completed_month) == "2026-10-01"


def test_somebody_who_has_moved_completes_where_they_serve_then(learner, module):
    complete(learner, *module.live_lessons())
    elsewhere = build_organisation("Loidis City Council")
    people.become_member(
        user=learner, organisation=elsewhere, audience="chief_officer", standing=Standing.MATCHED, at=AT
    )
    sit(learner, module)
    stored = record(learner, module)
    assert (stored.organisation, stored.audience) == (elsewhere, "chief_officer")
    assert learner.enrolments.get().organisation != elsewhere


def test_a_pending_organisation_is_filled_in_when_it_is_approved_dated_when_earned(module, course, heard):
    person = build_person("Dot Hazel", standing=Standing.PENDING)
    enrol(person, course)
    complete(person, *module.live_lessons())
    sit(person, module)
    assert record(person, module).organisation is None
    waiting = person.memberships.get()
    people.decide_membership(membership=waiting, approved=True, by=build_person("Eve Elder"), at=later(days=40))
    assert record(person, module).organisation == person.enrolments.get().organisation == waiting.organisation
    assert str(record(person, module).completed_month) == "2026-10-01"
    assert heard[-1] == "organisation"


def test_a_refusal_keeps_the_learning(module, course):
    person = build_person("Dot Hazel", standing=Standing.PENDING)
    enrol(person, course)
    people.decide_membership(membership=person.memberships.get(), approved=False, by=build_person("Eve Elder"), at=AT)
    complete(person, *module.live_lessons())
    sit(person, module)
    assert record(person, module).completed_at
    assert record(person, module).organisation is None


def test_enrolling_again_changes_nothing_and_brings_back_who_withdrew(learner, course):
    before = learner.enrolments.get()
    actions.withdraw(enrolment=before, at=AT)
    again = enrol(learner, course, at=later(days=9))
    assert (again.pk, again.enrolled_at, again.withdrawn_at) == (before.pk, AT, None)


def test_a_pass_in_a_paper_begun_before_withdrawing_is_kept(learner, module):
    complete(learner, *module.live_lessons())
    actions.take_assessment(learner=learner, module=module, at=AT)
    enrolment = learner.enrolments.get()
    actions.withdraw(enrolment=enrolment, at=AT)
    answer(Attempt.objects.get())
    assert record(learner, module).completed_at == AT
    assert Enrolment.objects.get().completed_at is None
