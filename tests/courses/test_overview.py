"""A module on one screen, the health of all content, and where a source is used."""

import re

import pytest
from django.urls import reverse

from courses.models import Source
from courses.overview import module_overview
from people.permissions import ANALYSTS, AUTHORS
from tests.courses.editing import sign_in
from tests.courses.pages import the_lesson, today


@pytest.fixture
def author(module, client):
    return sign_in(client, AUTHORS)


def test_a_module_is_shown_as_its_drafts_stand(module):
    lesson = the_lesson("m01/l02")
    lesson.title, lesson.minutes = "A draft title", 9
    lesson.save_revision()
    seen = module_overview(module, on=today())
    assert [(row.draft.title, row.draft.minutes, row.checks) for row in seen.lessons] == [
        ("Lesson l01", 7, 1),
        ("A draft title", 9, 1),
    ]
    assert seen.minutes == 7 + 9 + 10


def test_each_outcome_says_where_it_is_taught_and_how_often_tested(module):
    first, *others = module_overview(module, on=today()).outcomes
    assert (first.taught_in, first.questions) == (("Lesson l01", "Lesson l02"), 3)
    assert {row.taught_in for row in others} == {("Lesson l01",)}


def test_an_author_opens_it_from_the_module(author, client, module):
    url = reverse("courses:overview", args=[module.pk])
    assert url in client.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).text
    page = client.get(url).text
    assert "Lesson l02" in page
    assert "Do thing 5" in page


def test_the_health_of_all_content_names_what_is_to_be_put_right(author, client, module):
    lesson = the_lesson()
    lesson.outcomes = []
    lesson.save_revision()
    module.review_on = None
    module.save_revision()
    page = client.get(reverse("courses:health")).text
    assert "The module has no review date" in page


def test_whoever_does_not_edit_sees_neither(module, client):
    sign_in(client, ANALYSTS)
    for url in (reverse("courses:health"), reverse("courses:overview", args=[module.pk])):
        assert client.get(url).status_code in (302, 403)


def test_a_source_says_how_often_and_where_it_is_used(indexes, author, client):
    source = Source.objects.get()
    listed = " ".join(client.get(reverse("wagtailsnippets_courses_source:list")).text.split())
    assert re.search(r"Used [2-9] times", listed)
    page = client.get(reverse("wagtailsnippets_courses_source:usage", args=[source.pk])).text
    assert "Lesson l01" in page
    assert "Module m02" in page
