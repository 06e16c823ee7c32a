"""Every block and component in every state renders, keeps the content security policy and has no id twice."""

import re
from collections import Counter

import pytest
from django.template.loader import render_to_string

from .examples import FRAME, gallery


@pytest.fixture(scope="module")
def html():
    crumbs = [("Home", "#home"), ("Courses", "#courses")]
    return render_to_string("look/gallery.html", FRAME | gallery() | {"crumbs": crumbs})


def test_no_inline_style_script_or_handler(html):
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", html)
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)


def test_no_id_stands_twice(html):
    twice = [name for name, count in Counter(re.findall(r'\sid="([^"]+)"', html)).items() if count > 1]
    assert twice == []


def test_every_label_and_description_finds_what_it_names(html):
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    named = re.findall(r'\s(?:for|aria-describedby|aria-labelledby|aria-controls)="([^"]+)"', html)
    assert {word for value in named for word in value.split()} <= ids


def test_no_heading_level_is_skipped(html):
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert all(below <= above + 1 for above, below in zip(levels, levels[1:], strict=False))


def test_a_result_can_take_the_focus_and_is_announced(html):
    results = re.findall(r'<div class="result[^>]*>', html)
    assert results
    assert all('tabindex="-1"' in result and 'role="status"' in result for result in results)


def test_an_answer_posts_back_to_its_block(html):
    assert 'action="/post/#block-a1"' in html


def test_signed_out_the_question_can_be_read_and_not_sent():
    block = {"value": gallery()["activities"][0]["value"], "block_id": "b1", "activity": {"sign_in_url": "/sign-in/"}}
    html = render_to_string("courses/blocks/knowledge_check.html", block)
    assert "Wait for the annual report" in html
    assert "<form" not in html
    assert "Sign in to answer and keep your progress" in html


def test_before_an_answer_the_key_of_a_sorting_is_not_on_the_page():
    sorting = {
        "groups": [{"id": "g1", "title": "One"}],
        "items": [{"id": "i1", "text": "It", "group": "secret", "feedback": "told"}],
    }
    html = render_to_string(
        "courses/blocks/sorting.html", {"value": sorting, "block_id": "b", "activity": {"url": "/post/"}}
    )
    assert "secret" not in html
    assert "told" not in html


@pytest.mark.parametrize("name", ["403", "404", "500", "403_csrf", "429"])
def test_a_page_for_what_went_wrong_stands_on_its_own(name):
    """The 500 page is rendered by Django without any context."""
    html = render_to_string(f"{name}.html")
    assert '<html lang="en-GB"' in html
    assert "Get help" in html
    assert "Local Digital Leadership</title>" in html


def test_a_title_says_error_first():
    form = gallery()["forms"]["wrong"]
    assert "<title>Error: Page not found – " in render_to_string("404.html", {"form": form})
