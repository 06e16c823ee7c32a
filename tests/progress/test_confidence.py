"""How sure a learner feels: asked at the start, after learning and three months later; optional, private, and counted where they serve."""

from datetime import timedelta

import pytest
from django.urls import reverse

from people import actions as people
from people.models import Standing
from progress import confidence
from progress.models import Confidence, ModuleRecord, Moment
from tests.curriculum import AT, build_course, build_module, build_organisation, build_person, enrol, later
from tests.taking import complete, sit

BEFORE, AFTER, LATER = Moment
ALL = ["p1", "p2", "p3", "p4", "p5"]


def learn(learner, module, at=AT):
    complete(learner, *module.live_lessons(), at=at)
    sit(learner, module, at=at)


def give(learner, moment=BEFORE, at=AT, **points):
    return confidence.give(learner=learner, moment=moment, points=points, at=at)


def points(learner):
    return {(c.principle, c.moment): c.point for c in Confidence.objects.filter(learner=learner)}


def door(moment, onwards=""):
    return reverse("progress:check-confidence", args=[moment]) + (f"?next={onwards}" if onwards else "")


def test_a_baseline_is_asked_of_every_principle_until_something_of_it_was_learnt():
    assert confidence.asked(BEFORE, {}, {}, AT) == ALL
    assert confidence.asked(BEFORE, {}, {"p2": AT}, AT) == ["p1", "p3", "p4", "p5"]


def test_what_came_of_it_is_asked_where_there_is_a_baseline():
    learnt = {"p1": AT, "p2": AT}
    assert confidence.asked(AFTER, {("p1", BEFORE): AT}, learnt, AT) == ["p1"]


def test_three_months_later_takes_the_place_of_after():
    given, learnt = {("p1", BEFORE): AT, ("p1", AFTER): AT}, {"p1": AT}
    eve, day = AT + confidence.THREE_MONTHS - timedelta(seconds=1), AT + confidence.THREE_MONTHS
    assert [confidence.asked(m, given, learnt, eve) for m in (AFTER, LATER)] == [["p1"], []]
    assert [confidence.asked(m, given, learnt, day) for m in (AFTER, LATER)] == [[], ["p1"]]


def test_what_was_answered_is_due_again_after_another_module_of_the_principle():
    given = {("p1", BEFORE): AT, ("p1", AFTER): later(days=1)}
    assert confidence.due(AFTER, given, {"p1": AT}, later(days=2)) == []
    assert confidence.due(AFTER, given, {"p1": later(days=2)}, later(days=3)) == ["p1"]


def test_a_check_keeps_one_point_for_each_principle_and_answering_again_replaces_it(learner):
    assert give(learner, p1=2, p2=3) == 2
    assert give(learner, p1=4) == 1
    assert points(learner) == {("p1", BEFORE): 4, ("p2", BEFORE): 3}


def test_a_baseline_cannot_be_given_when_it_is_too_late_for_one(learner, module):
    learn(learner, module)
    assert give(learner, p1=5, p2=2) == 1
    assert points(learner) == {("p2", BEFORE): 2}


def test_a_pair_grows_from_before_to_three_months_later(learner, module):
    give(learner, p1=2)
    learn(learner, module)
    give(learner, AFTER, p1=4, p2=5)
    give(learner, LATER, at=AT + confidence.THREE_MONTHS, p1=3)
    assert points(learner) == {("p1", BEFORE): 2, ("p1", AFTER): 4, ("p1", LATER): 3}


def test_where_the_learner_serves_is_frozen_with_the_point(learner):
    organisation = learner.memberships.get().organisation
    give(learner, p1=2)
    people.settle(
        user=learner,
        organisation=build_organisation("Loidis Council"),
        stated_organisation="",
        audience="councillor",
        at=later(days=1),
    )
    point = Confidence.objects.get()
    assert (point.organisation, point.audience, f"{point.given_month}") == (
        organisation,
        "senior_manager",
        "2026-10-01",
    )


def test_an_organisation_that_waits_for_approval_is_filled_in_when_it_comes(course):
    person = build_person("Ivy Thorn", standing=Standing.PENDING)
    enrol(person, course)
    give(person, p1=2)
    assert Confidence.objects.get().organisation is None
    membership = person.memberships.get()
    people.decide_membership(membership=membership, approved=True, by=build_person("Oda Moss"), at=later(days=1))
    assert Confidence.objects.get().organisation == membership.organisation


def test_enrolling_leads_by_way_of_the_check_which_one_link_skips(signed_in, course):
    other = build_course(build_module())
    address = signed_in.post(reverse("progress:enrol", args=[other.pk])).url
    assert address == door("before", other.url.replace("/", "%2F"))
    assert f'href="{other.url}">Skip this' in signed_in.get(address).text
    assert not Confidence.objects.exists()


def test_who_has_a_baseline_is_led_straight_to_the_course(signed_in, learner, course):
    give(learner, **dict.fromkeys(ALL, 3))
    assert signed_in.post(reverse("progress:enrol", args=[course.pk])).url == course.url


def test_a_check_may_be_answered_in_part_and_leads_on(signed_in, learner, course):
    page = signed_in.get(door("before")).text
    assert [statement for statement in confidence.STATEMENTS.values() if statement not in page] == []
    assert signed_in.post(door("before", course.url), {"p1": "2", "p3": ""}).url == course.url
    assert points(learner) == {("p1", BEFORE): 2}


def test_nothing_that_is_learnt_depends_on_it(learner, module):
    learn(learner, module)
    assert ModuleRecord.objects.get(learner=learner).completed_at
    assert not Confidence.objects.exists()


@pytest.mark.parametrize("sent", ["0", "6", "x"])
def test_a_point_off_the_scale_is_refused_in_words(signed_in, sent):
    answer = signed_in.post(door("before"), {"p1": sent, "p2": "2"})
    assert (answer.status_code, "Choose one of the five answers" in answer.text) == (422, True)
    assert not Confidence.objects.exists()


def test_a_moment_that_nobody_knows_is_not_found_and_one_too_early_asks_nothing(signed_in):
    assert signed_in.get(door("never")).status_code == 404
    assert "nothing to ask you now" in signed_in.get(door("later")).text
    assert signed_in.post(door("later"), {"p1": "2"}).status_code == 302
    assert not Confidence.objects.exists()


def test_the_way_on_never_leaves_the_site(signed_in):
    assert signed_in.post(door("before", "https://elsewhere.example/"), {}).url == reverse("progress:confidence")


def test_only_the_learner_sees_what_changed(signed_in, learner, colleague, module, client):
    give(learner, p1=2)
    learn(learner, module)
    give(learner, AFTER, p1=4)
    page = signed_in.get(reverse("progress:confidence")).text
    assert "A little" in page
    assert "Very" in page
    client.force_login(colleague, backend="django.contrib.auth.backends.ModelBackend")
    assert "A little" not in client.get(reverse("progress:confidence")).text


def test_a_learner_deletes_their_own_answers_and_nothing_else(signed_in, learner, colleague, module):
    address = reverse("progress:delete-confidence")
    learn(learner, module)
    for person in (learner, colleague):
        give(person, p2=2, p3=4)
    assert address in signed_in.get(reverse("progress:confidence")).text
    assert "Delete them" in signed_in.get(address).text
    assert len(points(learner)) == 2
    answer = signed_in.post(address, follow=True)
    assert "Your answers about your confidence are deleted." in answer.text
    assert address not in answer.text
    assert (points(learner), len(points(colleague))) == ({}, 2)
    assert ModuleRecord.objects.completed().filter(learner=learner).exists()
