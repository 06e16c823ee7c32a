"""What a coordinator sees of their people, on the page and in the file, and what nobody sees."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from coordination import actions, cohorts, files, tasks
from coordination.models import PeopleFile
from coordination.overview import lines
from coordination.rules import COLUMNS, State
from people import actions as people
from people.models import Standing
from progress.actions import enrol
from progress.learning_log import write_entry
from tests.cast import make_person
from tests.coordination.conftest import AT, invite
from tests.taking import complete, sit

DAY = AT.date()


@pytest.fixture
def pathway(course, modules):
    return course


def taking(person, course):
    return enrol(learner=person, course=course, membership=person.memberships.current().get(), at=AT)


def seen(coordinator, council, name):
    return next(line for line in lines(coordinator, council, DAY) if line.name == name)


def first_lesson(module):
    return module.live_lessons().first()


def test_everybody_who_serves_there_is_seen_and_nobody_else(coordinator, council, learner, colleague, stranger):
    assert [line.name for line in lines(coordinator, council, DAY)] == [
        "Cole Colleague",
        "Cora Coordinator",
        "Lena Learner",
    ]


def test_who_waits_for_approval_is_not_seen_yet(coordinator, council):
    waiting = make_person("wim@home.example", "Wim Waiting")
    people.become_member(user=waiting, organisation=council, audience="other", standing=Standing.PENDING, at=AT)
    assert "Wim Waiting" not in [line.name for line in lines(coordinator, council, DAY)]


def test_who_moves_away_is_seen_no_longer_and_takes_the_learning_along(
    coordinator, council, learner, cohort, other_council
):
    cohorts.add(cohort=cohort, people=[learner], by=coordinator, at=AT)
    people.become_member(user=learner, organisation=other_council, audience="other", standing=Standing.MATCHED, at=AT)
    assert "Lena Learner" not in [line.name for line in lines(coordinator, council, DAY)]


def test_invited_not_started_started_and_completed(coordinator, council, learner, pathway, modules, cohort):
    invite(council, coordinator, "nina@new.example", cohort=cohort, name="Nina New")
    cohorts.add(cohort=cohort, people=[learner], by=coordinator, at=AT)
    assert seen(coordinator, council, "Nina New").state == State.INVITED
    assert seen(coordinator, council, "Lena Learner").state == State.NOT_STARTED
    taking(learner, pathway)
    assert seen(coordinator, council, "Lena Learner").state == State.NOT_STARTED
    complete(learner, first_lesson(modules[0]), at=AT)
    line = seen(coordinator, council, "Lena Learner")
    assert (line.state, line.done, line.due) == (State.STARTED, 0, 2)
    sit(learner, modules[0], at=AT)
    assert seen(coordinator, council, "Lena Learner").done == 1


def test_completed_and_its_date(coordinator, council, learner, pathway, modules, cohort):
    cohorts.add(cohort=cohort, people=[learner], by=coordinator, at=AT)
    enrolment = taking(learner, pathway)
    type(enrolment).objects.filter(pk=enrolment.pk).update(completed_at=AT, completed_month=AT.date().replace(day=1))
    line = seen(coordinator, council, "Lena Learner")
    assert (line.state, line.completed_on) == (State.COMPLETED, DAY)


def test_overdue_is_said_after_the_day(coordinator, council, learner, cohort):
    cohorts.add(cohort=cohort, people=[learner], by=coordinator, at=AT)
    assert [line.overdue for line in lines(coordinator, council, cohort.due_on) if line.cohort] == [False]
    assert [line.overdue for line in lines(coordinator, council, cohort.due_on + timedelta(days=1)) if line.cohort] == [
        True
    ]


def test_what_is_taken_for_another_organisation_is_for_that_one_to_see(coordinator, council, stranger, pathway):
    taking(stranger, pathway)
    actions.accept(
        invitation=invite(council, coordinator, stranger.email), person=stranger, name="", audience="councillor", at=AT
    )
    assert seen(coordinator, council, "Stan Stranger").pathway == ""


@pytest.fixture
def a_life(coordinator, council, learner, colleague, pathway, modules, cohort):
    """Somebody who failed, passed, and wrote what is theirs alone."""
    cohorts.add(cohort=cohort, people=[learner, colleague], by=coordinator, at=AT)
    taking(learner, pathway)
    lesson = first_lesson(modules[0])
    complete(learner, lesson, at=AT)
    sit(learner, modules[0], score=3, at=AT)
    sit(learner, modules[0], score=9, at=AT)
    write_entry(
        learner=learner, lesson=lesson, block_id="7b0f6f3e-55a3-4a3e-9c63-0f3b7a3f1c11", text="MARKER of a doubt", at=AT
    )


@pytest.fixture
def may_export(coordinator):
    files.give_right(grant=coordinator.grants.get(), by=None, at=AT)


def export(client, council, **chosen):
    """The file as it comes, when the schedule has prepared it."""
    client.post(reverse("coordination:export", args=[council.slug]), chosen)
    tasks.sweep()
    file = PeopleFile.objects.get()
    response = client.post(reverse("coordination:fetch", args=[council.slug, file.pk]))
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.usefixtures("a_life", "may_export")
def test_no_page_and_no_file_has_more_than_the_columns(browse, coordinator, council, cohort, learner):
    client = browse(coordinator)
    places = [reverse(f"coordination:{name}", args=[council.slug]) for name in ("people", "cohorts", "invitations")]
    places.append(reverse("coordination:cohort", args=[council.slug, cohort.pk]))
    shown = [client.get(place).content.decode() for place in places]
    for words in [*shown, str(export(client, council))]:
        for never in ("MARKER", "9 of 10", "3 of 10", "90 %", "fail", "ttempt 1", learner.email, "12:00", "09:00"):
            assert never not in words.replace("attempts", ""), never


@pytest.mark.usefixtures("a_life", "may_export")
def test_the_file_has_the_columns_of_the_page_and_no_others(browse, coordinator, council):
    headings, *rows = export(browse(coordinator), council, state="started")
    assert tuple(headings) == COLUMNS
    assert rows == [["Lena Learner", "Started", "Leading digital change", "Cabinet", "1", "2", "2026-07-08", ""]]


def test_looking_is_recorded_once_a_day(browse, coordinator, council):
    for _ in range(2):
        browse(coordinator).get(reverse("coordination:people", args=[council.slug]))
    assert Event.objects.filter(name="coordination.see_people", actor=coordinator.pk).count() == 1


@pytest.mark.parametrize(("chosen", "names"), [
    ({"state": "started"}, []),
    ({"state": "invited"}, ["nina@new.example"]),
    ({"state": "nonsense"}, ["Cora Coordinator", "Lena Learner", "nina@new.example"]),
    ({"cohort": "999999999999999999999"}, ["Cora Coordinator", "Lena Learner", "nina@new.example"]),
])  # fmt: skip
def test_what_is_chosen_is_shown(browse, coordinator, council, learner, invitation, chosen, names):
    page = browse(coordinator).get(reverse("coordination:people", args=[council.slug]), chosen | {"page": "x"})
    assert [line.name for line in page.context["page_of_lines"]] == names


def test_the_page_says_why_it_differs_from_published_figures(browse, coordinator, council):
    page = browse(coordinator).get(reverse("coordination:people", args=[council.slug])).content.decode()
    assert "Why these numbers differ from published figures" in page


def test_more_people_cost_no_more_queries(coordinator, council, cohort, pathway, django_assert_max_num_queries):
    for n in range(12):
        person = make_person(f"p{n}@testham.gov.uk", f"Person {n}", council=council)
        taking(person, pathway)
        cohorts.add(cohort=cohort, people=[person], by=coordinator, at=AT)
    with django_assert_max_num_queries(6):
        assert len(lines(coordinator, council, DAY)) == 13


def test_the_page_of_an_organisation_costs_the_same_with_more_people(browse, coordinator, council, cohort, pathway):
    client, costs = browse(coordinator), []
    address = reverse("coordination:people", args=[council.slug])
    for people_more in (2, 12):
        for n in range(people_more):
            person = make_person(f"q{people_more}-{n}@testham.gov.uk", f"Person {n}", council=council)
            taking(person, pathway)
            cohorts.add(cohort=cohort, people=[person], by=coordinator, at=AT)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert "Person 1" in client.get(address).content.decode()
        costs.append(len(captured))
    assert costs[0] == costs[1]
