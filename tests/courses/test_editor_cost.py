"""Opening the editor costs a number of queries that follows neither the questions nor the words: the largest module no more than
a plain page and a constant."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.loading import tree
from home.models import StandardPage
from people.permissions import PUBLISHERS
from tests.courses.editing import sign_in
from tests.curriculum import build_module

CHECKS_AND_IMPACT = 40


@pytest.fixture
def publisher(db, client, settings):
    settings.REFUSE_UNSOUND_PAGES = False
    return sign_in(client, PUBLISHERS)


def queries(client, page):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def plain_page():
    home, _, _ = tree()
    return home.add_child(instance=StandardPage(title="Plain", slug="plain"))


def test_the_largest_module_costs_a_plain_page_and_a_constant(publisher, client):
    largest = build_module(lessons=10, questions=60)
    assert queries(client, largest) - queries(client, plain_page()) <= CHECKS_AND_IMPACT


def test_sixty_questions_cost_no_more_than_fifteen(publisher, client):
    assert queries(client, build_module(questions=60)) == queries(client, build_module(questions=15))


def test_ten_lessons_cost_no_more_than_three_and_a_lesson_no_more_among_ten(publisher, client):
    few, many = build_module(lessons=3), build_module(lessons=10)
    assert queries(client, many) == queries(client, few)
    assert queries(client, many.live_lessons().first()) == queries(client, few.live_lessons().first())
