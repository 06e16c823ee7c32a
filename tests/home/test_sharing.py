"""What stands beside a link to us in a message or a search result: the page's own title and words, and a picture of our own."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from tests.curriculum import build_course, build_module

pytestmark = pytest.mark.django_db
SAID = re.compile(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">')


def said(response):
    return dict(SAID.findall(response.text))


def test_a_module_is_shared_with_its_title_its_summary_and_its_address(client, settings):
    module = build_module(title="Buying better", summary="How to leave a contract.")
    facts = said(client.get(module.url))
    assert (facts["og:title"], facts["og:description"]) == ("Buying better", "How to leave a contract.")
    assert facts["description"] == facts["og:description"]
    assert facts["og:url"] == settings.SITE_URL + module.url
    assert facts["twitter:card"] == "summary_large_image"


def test_what_an_editor_writes_for_search_engines_goes_first(client):
    course = build_course(build_module())
    course.seo_title, course.search_description = "For those who buy", "Written for buyers."
    course.save_revision().publish()
    facts = said(client.get(course.url))
    assert (facts["og:title"], facts["og:description"]) == ("For those who buy", "Written for buyers.")
    assert facts["description"] == "Written for buyers."


def test_a_page_of_ones_own_is_shared_as_the_service(client, learner, settings):
    client.force_login(learner, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get("/your-account/")
    assert said(response)["og:title"] == settings.WAGTAIL_SITE_NAME
    assert learner.name not in response.text.partition("</head>")[0]


@pytest.mark.parametrize(
    ("name", "size"), [("share.png", (1200, 630)), ("apple-touch-icon.png", (180, 180)), ("favicon.ico", (48, 48))]
)
def test_its_pictures_are_there_small_and_of_the_size_that_others_ask_for(name, size):
    file = Path(finders.find(f"look/{name}"))
    with Image.open(file) as picture:
        assert picture.size == size
    assert file.stat().st_size < 20_000


def test_the_picture_has_the_whole_address(client, settings):
    build_module()
    picture = said(client.get("/modules/"))["og:image"]
    assert picture.startswith(f"{settings.SITE_URL}/static/look/share")
