"""What stands in the menu for whom, and that it costs no question to the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.curriculum import build_course, build_module

pytestmark = pytest.mark.django_db
LINK = 'href="/figures/"'
PEOPLE = 'href="/coordination/"'


@pytest.fixture
def lesson():
    return build_module(course=build_course()).live_lessons().first()


@pytest.fixture
def read(client):
    """`read(who, address)`: (its words, queries) of the second time; the first one fills caches."""

    def by(who, address):
        client.force_login(who)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        assert response.status_code == 200
        return response.content.decode(), len(captured)

    return by


@pytest.mark.parametrize("address", ["/modules/", "/my-learning/", "lesson"])
def test_analysts_find_the_figures_in_the_menu_and_nobody_else_does(read, request, analyst, lesson, address):
    address = lesson.url if address == "lesson" else address
    assert LINK in read(analyst, address)[0]
    for who in ("learner", "coordinator", "editor"):
        assert LINK not in read(request.getfixturevalue(who), address)[0], who


@pytest.mark.parametrize("address", ["/modules/", "lesson"])
def test_coordinators_find_their_people_in_the_menu_and_nobody_else_does(read, request, coordinator, lesson, address):
    address = lesson.url if address == "lesson" else address
    assert PEOPLE in read(coordinator, address)[0]
    for who in ("learner", "analyst", "editor"):
        assert PEOPLE not in read(request.getfixturevalue(who), address)[0], who


def test_nobody_who_is_not_signed_in_is_led_there(client, lesson):
    assert LINK not in client.get(lesson.url).content.decode()
    assert PEOPLE not in client.get(lesson.url).content.decode()


def test_the_links_cost_a_lesson_no_query(read, analyst, coordinator, learner, lesson):
    costs = {read(who, lesson.url)[1] for who in (learner, analyst, coordinator)}
    assert len(costs) == 1
    assert costs.pop() <= 4


def test_the_link_goes_with_the_right(read, analyst, lesson):
    read(analyst, lesson.url)
    analyst.groups.clear()
    assert LINK not in read(analyst, lesson.url)[0]


def test_the_home_page_leads_on_to_ones_own_learning(client, read, learner, lesson):
    assert "Choose a pathway" in client.get("/").text
    assert "Go to My learning" in read(learner, "/")[0]


def test_it_is_marked_as_where_one_is(read, analyst):
    assert f'{LINK} aria-current="true"' in read(analyst, "/figures/")[0]
