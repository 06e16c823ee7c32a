"""The first page after signing in: what to do next, and only what is one's own."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people import actions as people
from people.models import Standing
from progress import actions, pathways
from progress.learning_log import write_entry
from tests.cast import make_person
from tests.curriculum import AT, build_course, build_module, later
from tests.taking import complete, sit

pytestmark = pytest.mark.django_db
CEILING = 22  # queries, whatever there is to learn and whoever learns


@pytest.fixture
def page(client, learner):
    def get():
        client.force_login(learner, backend="django.contrib.auth.backends.ModelBackend")
        return client.get("/my-learning/")

    return get


def finish(learner, module):
    complete(learner, *module.live_lessons())
    sit(learner, module)


def test_signed_out_leads_to_the_one_door(client):
    assert client.get("/my-learning/").url == "/sign-in/?next=/my-learning/"


def test_the_first_course_for_the_audience_is_recommended(page):
    build_course(build_module(), title="First course")
    build_course(build_module(), title="Second course")
    build_course(build_module(), title="Not for me", audiences=["councillor"])
    text = page().text
    assert text.index("Recommended for you") < text.index("First course") < text.index("Second course")
    assert "Not for me" not in text
    assert "What to do next" not in text


def test_what_comes_next_is_one_button(page, learner):
    module = build_module(title="The next thing")
    actions.enrol(learner=learner, course=build_course(module), membership=learner.memberships.get(), at=AT)
    text = page().text
    assert "What to do next" in text
    assert "The next thing" in text
    assert f'action="{reverse("progress:start-module", args=[module.pk])}"' in text


def test_one_goes_on_at_the_very_lesson_and_then_at_the_assessment(page, learner):
    module = build_module(lessons=2)
    actions.enrol(learner=learner, course=build_course(module), membership=learner.memberships.get(), at=AT)
    first, second = module.live_lessons()
    complete(learner, first)
    assert f"Go on with “{second.title}”" in page().text
    assert f'href="{second.url}"' in page().text
    complete(learner, second)
    assert "Only the assessment is left." in page().text
    assert reverse("progress:assessment", args=[module.pk]) in page().text


def test_a_coordinator_finds_the_people_once(client, coordinator):
    client.force_login(coordinator, backend="django.contrib.auth.backends.ModelBackend")
    main = client.get("/my-learning/").text.split("<main")[1]
    assert main.count(f'href="{reverse("coordination:choose")}"') == 1


def test_a_course_with_a_module_to_come_says_so(page, learner):
    module = build_module()
    course = build_course(module)
    actions.enrol(learner=learner, course=course, membership=learner.memberships.get(), at=AT)
    module.unpublish()
    assert "More to come" in page().text


def test_looking_at_it_changes_nothing(page, learner):
    build_course(build_module())
    page()
    assert not learner.enrolments.exists()
    assert not learner.module_records.exists()


def test_somebody_who_has_not_said_where_they_serve_is_asked(client, db):
    client.force_login(
        make_person("new@example.org", "New Person"), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert "Tell us where you serve" in client.get("/my-learning/").text


def test_an_analyst_finds_the_figures_and_a_learner_does_not(client, analyst, page):
    assert "/figures/" not in page().text
    client.force_login(analyst, backend="django.contrib.auth.backends.ModelBackend")
    assert "/figures/" in client.get("/my-learning/").text


def test_its_queries_do_not_grow_with_modules_and_lessons(page, learner):
    def queries(*, modules, lessons):
        course = build_course(*(build_module(lessons=lessons) for _ in range(modules)))
        actions.enrol(learner=learner, course=course, membership=learner.memberships.get(), at=AT)
        page()
        with CaptureQueriesContext(connection) as captured:
            page()
        return len(captured)

    few = queries(modules=1, lessons=1)
    assert queries(modules=6, lessons=4) == few <= CEILING


def test_what_is_recommended_says_why(page, learner):
    build_course(build_module(principle="p2"), title="About plumbing")
    pathways.make_plan(learner=learner, interests=["p2"], minutes_a_week=20, at=AT)
    assert "It is written for your kind of role: Head of service or senior manager." in page().text
    assert "which you chose" in page().text


def test_the_pace_and_the_open_confidence_check_stand_with_the_pathway(page, learner):
    course = build_course(build_module())
    actions.enrol(learner=learner, course=course, membership=learner.memberships.get(), at=AT)
    text = page().text
    assert "At 20 minutes a week, what is left takes about 2 weeks." in text
    assert "/learn/confidence/before/?next=/my-learning/" in text


def test_what_is_said_of_the_confidence_check_follows_what_has_happened(page, learner):
    first, second = build_module(principle="p1"), build_module(principle="p2")
    actions.enrol(learner=learner, course=build_course(first, second), membership=learner.memberships.get(), at=AT)
    assert "Before you begin: how confident are you?" in page().text
    actions.start_module(learner=learner, module=first, at=AT)
    assert "How confident are you today?" in page().text
    finish(learner, first)
    text = page().text
    assert "How confident are you about what is still to come?" in text
    assert "Before you begin" not in text


def test_who_has_completed_all_that_was_taken_is_led_to_more(page, learner):
    first, second = build_module(), build_module()
    course = build_course(first)
    actions.enrol(learner=learner, course=course, membership=learner.memberships.get(), at=AT)
    finish(learner, first)
    text = page().text
    assert "See what you have achieved" in text
    assert reverse("home:course-summary", args=[course.pk]) in text
    assert "Choose another pathway" not in text
    build_course(first, second, title="The full pathway")
    text = page().text
    assert "Choose another pathway" in text
    assert "You have completed 1 of its 2 modules already." in text


def test_what_one_wrote_last_stands_there_for_its_writer_alone(page, learner, client, colleague):
    lesson = build_module().live_lessons().first()
    for day in range(3):
        write_entry(learner=learner, lesson=lesson, block_id=uuid4(), text=f"Thought {day}", at=later(days=day))
    text = page().text
    assert text.index("Recent reflections") < text.index("Thought 2") < text.index("Thought 1")
    assert "Thought 0" not in text
    client.force_login(colleague, backend="django.contrib.auth.backends.ModelBackend")
    assert "Thought" not in client.get("/my-learning/").text


def test_more_than_five_certificates_are_folded_away(page, learner):
    modules = [build_module() for _ in range(6)]
    actions.enrol(learner=learner, course=build_course(*modules), membership=learner.memberships.get(), at=AT)
    for module in modules:
        finish(learner, module)
    shown, _, folded = page().text.partition("All the others")
    assert shown.count('aria-labelledby="certificates-title"') == 1
    assert shown.count('href="/certificates/') == 5
    assert folded.count('href="/certificates/') == 3  # six modules, their principle and the course


def test_somebody_who_waits_for_approval_reads_what_that_means(client, council):
    person = make_person("pia@elsewhere.example", "Pia Pending")
    people.become_member(user=person, organisation=council, audience="senior_manager", standing=Standing.PENDING, at=AT)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert "You can learn meanwhile." in client.get("/my-learning/").text
