"""Programs that look through the web find every public page and no other, and nothing of a demonstration.

Seen to fail: with private pages listed, and with a demonstration that may be read.
"""

import pytest
from wagtail.models import PageViewRestriction

from tests.curriculum import build_module

pytestmark = pytest.mark.django_db


def test_every_public_page_is_listed_once_as_it_is_asked_for(client, settings):
    module = build_module(lessons=2)
    hidden, lesson = module.live_lessons()
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    listed = client.get("/sitemap.txt").text.splitlines()
    assert settings.SITE_URL + lesson.url in listed
    assert settings.SITE_URL + hidden.url not in listed
    assert len(listed) == len(set(listed))
    assert {client.get(address.removeprefix(settings.SITE_URL)).status_code for address in listed} == {200}


def test_the_list_asks_as_much_for_many_pages_as_for_few(client, django_assert_max_num_queries):
    build_module(lessons=5)
    with django_assert_max_num_queries(4):
        client.get("/sitemap.txt")


@pytest.mark.parametrize(("demonstration", "said"), [(True, "Disallow: /\n"), (False, "Sitemap: ")])
def test_search_engines_read_nothing_that_is_invented(client, settings, demonstration, said):
    settings.DEMONSTRATION = demonstration
    text = client.get("/robots.txt").text
    assert said in text
    assert ("Sitemap" in text) is not demonstration


def test_the_small_picture_is_where_it_is_always_looked_for(client):
    assert client.get("/favicon.ico").url.startswith("/static/look/favicon")
