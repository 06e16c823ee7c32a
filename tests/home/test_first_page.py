"""What a stranger reads first: what it is, for whom, how long it takes, and two ways to begin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.loading import tree
from tests.curriculum import build_course, build_module

pytestmark = pytest.mark.django_db


def test_it_says_how_much_there_is_and_leads_to_a_lesson_without_an_account(client):
    first = build_module(title="The first module")
    build_module(principle="p2")
    text = client.get("/").text
    assert "2 modules" in text
    assert f'href="{first.live_lessons().first().url}">Read a lesson first (5 minutes)' in text


@pytest.mark.parametrize("address", ["/", "/courses/"])
def test_a_pathway_says_how_long_it_is_and_for_whom(client, address):
    build_course(build_module(lessons=2), build_module(lessons=2), title="The pathway")
    text = client.get(address).text
    assert "2 modules, about 40 minutes" in text
    assert "For: Head of service or senior manager" in text


def test_a_module_that_is_not_published_is_named_and_not_led_to(client):
    module = build_module(title="A module to come")
    build_module()
    module.unpublish()
    text = client.get("/").text
    assert "1 module<" in text
    assert "A module to come <strong" in text
    assert f'href="{module.url}"' not in text


def test_before_anything_is_published_it_still_opens(client):
    tree()
    assert "Read a lesson first" not in client.get("/").text
    assert "No course is published yet" in client.get("/courses/").text


@pytest.mark.parametrize("address", ["/", "/courses/"])
def test_its_queries_do_not_grow_with_what_there_is(client, address):
    def queries(count):
        for _ in range(count):
            build_course(build_module(), build_module())
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    assert queries(1) == queries(4) <= 12


def test_a_module_leads_a_stranger_to_its_first_lesson(client):
    module = build_module()
    text = client.get(module.url).text
    assert "Read the first lesson" in text
    assert text.index(f'href="{module.live_lessons().first().url}"') < text.index("What you will be able to do")
