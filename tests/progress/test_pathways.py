"""Choosing a pathway: which is suggested and why, how long it takes at one's pace, and changing it without losing anything."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from declaration.audiences import AUDIENCE_CODES
from people import actions as people
from people.models import Standing
from progress import pathways
from progress.models import Enrolment, LearningPlan, ModuleRecord
from tests.curriculum import AT, build_course, build_module, build_organisation, build_person, enrol
from tests.taking import complete, sit

PAGE = reverse("progress:pathways")


@pytest.fixture
def plumbing(course):
    return build_course(build_module(principle="p2"), build_module(principle="p2"), title="Plumbing first")


@pytest.fixture
def quick(course):
    return build_course(build_module(principle="p2"), title="Quick start", audiences=list(AUDIENCE_CODES))


def suggested(person):
    return [pathway.progress.course.title for pathway in pathways.pathways_for(person, AT)]


def plan(person, *interests, minutes=20):
    pathways.make_plan(learner=person, interests=interests, minutes_a_week=minutes, at=AT)


def test_a_pathway_for_ones_audience_comes_before_one_for_everybody(learner, course, quick):
    plan(learner, "p2")
    assert suggested(learner) == [course.title, "Quick start"]


def test_interests_choose_between_pathways_for_the_audience(learner, course, plumbing):
    assert suggested(learner) == [course.title, "Plumbing first"]
    plan(learner, "p2")
    assert suggested(learner) == ["Plumbing first", course.title]


def test_a_pathway_for_others_is_not_suggested_and_one_for_everybody_is(course, quick):
    assert suggested(build_person("Kit Reed", audience="digital_team")) == ["Quick start"]


def test_a_suggestion_says_why(learner, plumbing):
    plan(learner, "p2")
    first = pathways.pathways_for(learner, AT)[0]
    assert first.reasons == (
        "It is written for your kind of role: Head of service or senior manager.",
        "2 of its 2 required modules are about “Fix the plumbing”, which you chose.",
    )


@pytest.mark.parametrize(
    ("minutes", "pace", "weeks"), [(0, 20, 0), (20, 20, 1), (21, 20, 2), (390, 20, 20), (390, 60, 7)]
)
def test_weeks_at_a_pace_are_rounded_up(minutes, pace, weeks):
    assert pathways.weeks(minutes, pace) == weeks


def test_what_is_done_is_taken_off_the_time_that_is_left(learner, module, course):
    before = pathways.pathways_for(learner, AT)[0]
    complete(learner, *module.live_lessons())
    sit(learner, module)
    after = pathways.pathways_for(learner, AT)[0]
    assert (before.minutes_left, before.weeks_left, after.minutes_left) == (25, 2, 0)


def test_a_plan_is_kept_shown_again_and_may_be_changed(signed_in, learner, course, plumbing):
    assert signed_in.post(PAGE, {"interests": ["p2"], "minutes_a_week": "40"}).url == f"{PAGE}#pathways"
    page = signed_in.get(PAGE).text
    assert page.index("Plumbing first") < page.index(course.title)
    assert "at 40 minutes a week" in page.lower()
    signed_in.post(PAGE, {"minutes_a_week": "10"})
    assert LearningPlan.objects.get(learner=learner).interests == []


def test_opening_the_page_makes_no_plan(signed_in, learner):
    assert "20 minutes a week" in signed_in.get(PAGE).text
    assert not LearningPlan.objects.exists()


def test_a_pace_that_is_not_offered_is_refused_in_words(signed_in):
    answer = signed_in.post(PAGE, {"interests": ["p9"], "minutes_a_week": "0"})
    assert (answer.status_code, answer.text.count("Choose from the list")) == (422, 4)
    assert not LearningPlan.objects.exists()


def test_a_changed_pathway_keeps_everything_that_was_done(signed_in, learner, module, course):
    complete(learner, *module.live_lessons())
    sit(learner, module)
    enrol(learner, shorter := build_course(build_module()))
    other = build_course(module, build_module())
    signed_in.post(reverse("progress:change-pathway", args=[other.pk]), {"leave": shorter.pk})
    assert set(Enrolment.objects.current().values_list("course__title", flat=True)) == {other.title, course.title}
    assert ModuleRecord.objects.completed().get().module == module
    assert [p.progress.done for p in pathways.pathways_for(learner, AT) if p.progress.course == other] == [1]


def test_only_ones_own_pathway_is_left(signed_in, learner, colleague, course):
    other = build_course(build_module())
    signed_in.post(reverse("progress:change-pathway", args=[other.pk]), {"leave": [course.pk, "x", "9" * 30]})
    assert Enrolment.objects.current().filter(learner=colleague, course=course).exists()
    assert not Enrolment.objects.current().filter(learner=learner, course=course).exists()


def test_a_changed_pathway_counts_for_the_organisation_that_the_old_one_was_for(signed_in, learner, course):
    first = learner.memberships.get()
    second = people.serve_also(
        user=learner,
        organisation=build_organisation("Loidis Council"),
        audience="other",
        standing=Standing.MATCHED,
        at=AT,
    )
    other, third = build_course(build_module()), build_course(build_module())
    signed_in.post(reverse("progress:change-pathway", args=[other.pk]), {"leave": course.pk})
    assert Enrolment.objects.current().get(course=other).membership == first != second
    answer = signed_in.post(reverse("progress:change-pathway", args=[third.pk]))
    assert (answer.status_code, "Loidis Council" in answer.text) == (200, True)


def test_the_page_costs_the_same_for_more_modules(signed_in, course, django_assert_num_queries):
    signed_in.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        signed_in.get(PAGE)
    cost = len(few)  # the log is emptied by the next request
    for _ in range(3):
        build_module(course=course)
    signed_in.get(PAGE)  # what a publish emptied is cached again
    with django_assert_num_queries(cost):
        signed_in.get(PAGE)
