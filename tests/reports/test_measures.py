"""What single measures count: attempts, surveys about courses, certificates, and modules within organisations."""

from datetime import date
from uuid import uuid4

import pytest

from certificates import actions as certificates
from certificates.models import Certificate, Correction
from feedback.actions import answer_survey
from feedback.places import on_page
from people import actions as people
from people.models import Standing
from reports.families import PERSONAL
from reports.models import Count, Figure
from tests.cast import JOINED_AT, make_person
from tests.curriculum import build_module
from tests.reports.conftest import NOW, enrol, learn, many, record_completions
from tests.taking import complete, sit

pytestmark = pytest.mark.django_db
JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)


def counted(family):
    """{(month, what was reached): people}."""
    return {(c.month, c.reached): c.people for c in Count.objects.filter(family=family)}


def test_a_pass_is_told_by_its_attempt_in_the_month_of_the_pass_and_once(enrolled, council, module, refreshed):
    person = enrolled(council)
    complete(person, *module.live_lessons(), at=JOINED_AT)
    for score, at in ((3, JOINED_AT), (4, JOINED_AT), (10, NOW), (2, NOW), (10, NOW)):
        sit(person, module, score=score, at=at)
    refreshed()
    assert counted("sittings") == {(JUNE, "sat"): 1, (JULY, "passed-later"): 1}


def test_a_first_pass_at_the_second_attempt_and_at_the_first_are_told_apart(enrolled, council, module, refreshed):
    for scores in ((10,), (5, 10)):
        person = enrolled(council)
        complete(person, *module.live_lessons(), at=NOW)
        for score in scores:
            sit(person, module, score=score, at=NOW)
    refreshed()
    assert counted("sittings") == {(JULY, "sat passed-first"): 1, (JULY, "sat"): 1, (JULY, "passed-second"): 1}


def test_surveys_about_a_course_are_counted_apart_from_those_about_its_modules(
    enrolled, council, module, course, refreshed
):
    person = enrolled(council)
    for about in ({"module": module}, {"course": course}):
        points = {"useful": 5, "clear": 3, "will_act": None}
        answer_survey(learner=person, place=on_page(*about.values()), key=uuid4(), points=points, at=NOW, **about)
    refreshed()
    assert counted("feedback") == {(JULY, "answered useful"): 1}
    assert counted("of-courses") == {(JULY, "course-answered course-useful"): 1}


def test_what_is_personal_is_never_told_of_one_organisation(enrolled, council, module, course, refreshed):
    for _ in range(12):
        person = enrolled(council)
        learn(person, module)
        points = {"useful": 5, "clear": 5, "will_act": 5}
        answer_survey(learner=person, place=on_page(course), key=uuid4(), points=points, course=course, at=NOW)
    refreshed()
    found = Figure.objects.filter(measure__in=PERSONAL)
    assert {"sat", "passed-first", "course-answered"} <= set(found.values_list("measure", flat=True))
    assert not found.filter(place_kind__in=("organisation", "successor")).exists()


def awards():
    return list(Count.objects.filter(family="awards").values_list("month", "organisation__slug", "people"))


def test_a_corrected_certificate_is_one_award_and_a_revoked_one_is_none(
    enrolled, council, module, administrator, refreshed
):
    learn(enrolled(council), module)
    award = Certificate.objects.get(kind="course")
    corrected = certificates.replace(certificate=award, correction=Correction.REISSUE, at=NOW)
    refreshed()
    assert awards() == [(JULY, council.slug, 1)]
    certificates.revoke(certificate=corrected, reason="mistake", by=administrator, at=NOW)
    refreshed()
    assert awards() == []


def test_a_certificate_that_waited_for_an_approval_counts_when_it_comes_in_its_own_month(
    council, module, course, administrator, refreshed
):
    person = make_person("pat@example.org", "Pat Pending")
    waiting = people.become_member(
        user=person, organisation=council, audience="other", standing=Standing.PENDING, at=JOINED_AT
    )
    enrol(person, course)
    learn(person, module, at=JOINED_AT)
    refreshed()
    assert awards() == []
    people.decide_membership(membership=waiting, approved=True, by=administrator, at=NOW)
    refreshed()
    assert awards() == [(JUNE, council.slug, 1)]


def test_the_matrix_of_organisations_and_modules_is_one_statement(
    client, analyst, council, other_council, module, refreshed, django_assert_max_num_queries
):
    build_module(principle="p2", title="Another")
    record_completions(many(council, 40), module)
    record_completions(many(other_council, 60), module)
    refreshed()
    client.force_login(analyst)
    with django_assert_max_num_queries(12):
        table = client.get("/figures/organisations-modules/").context["table"]
    shown = {row.key: [number.text for number in row.numbers] for row in table.rows}
    assert shown == {council.slug: ["40", "0"], other_council.slug: ["60", "0"]}
    assert [number.text for number in table.total.numbers] == ["100", "0"]


def test_the_matrix_takes_a_principle_and_is_not_ranked(client, analyst, council, module, refreshed):
    record_completions(many(council, 40), module)
    refreshed()
    client.force_login(analyst)
    response = client.get("/figures/organisations-modules/?principle=p1&sort=-registered")
    assert response.context["table"].columns == ()
    assert [head["href"] for head in response.context["heads"]] == ["?principle=p1&sort=name"]


def test_a_person_registers_once_whoever_they_serve_later(council, other_council, refreshed):
    """Else what is registered at two month ends and what came in between would narrow each other (test_attacks.py)."""
    mover, _ = many(council, 2, at=JOINED_AT)
    people.become_member(user=mover, organisation=other_council, audience="other", standing=Standing.MATCHED, at=NOW)
    refreshed()
    assert counted("activity") == {(JUNE, "joined"): 2}
    assert Count.objects.filter(family="people", month=JULY, organisation=other_council).exists()
