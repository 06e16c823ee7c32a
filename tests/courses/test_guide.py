"""The editors' guide is read in the CMS, with its pictures, and leads nowhere that an editor cannot go.

Seen to fail: with the pictures' addresses as files have them.
"""

import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from courses.guide import guide
from people.permissions import AUTHORS, MODERATORS
from tests.courses.editing import sign_in

pytestmark = pytest.mark.django_db


def test_every_picture_of_the_guide_is_served():
    pictures = re.findall(r'<img src="/static/([^"]+)"', guide()[0])
    assert len(pictures) >= 3
    assert all(finders.find(picture) for picture in pictures)
    assert guide()[0].count("<img") == len(pictures)


def test_no_link_of_the_guide_leads_to_a_file():
    assert not re.findall(r'(?:href|src)="\.\.', guide()[0])
    assert "decisions/" not in guide()[0]


def test_each_part_of_the_guide_is_listed_and_has_its_place():
    text, headings = guide()
    assert ("fix-a-typo", "Fix a typo") in headings
    assert all(f'<h2 id="{anchor}">' in text or f'<h3 id="{anchor}">' in text for anchor, _ in headings)
    assert len({anchor for anchor, _ in headings}) == len(headings)


@pytest.mark.parametrize("group", [AUTHORS, MODERATORS])
def test_whoever_works_here_reads_it_and_finds_it_under_help(client, group):
    sign_in(client, group)
    page = client.get(reverse("courses:guide"))
    assert page.status_code == 200
    assert "Fix a typo" in page.text
    assert "guide.wagtail.org" not in page.text
    assert client.post(reverse("courses:guide")).status_code == 405
