"""Somebody without an account gets a link to what became of their report; it shows the answer, and neither words nor who."""

import re

import pytest
from django.core import signing
from django.urls import reverse

from feedback import actions
from feedback.models import Remark, State
from tests.curriculum import AT
from tests.feedback.writing import WORDS, door, filled


def link_of(browser, lesson):
    page = browser.post(door(page=lesson.url), filled(), follow=True).text
    assert "What happens next" in page
    return re.search(r'href="http://testserver(/report-a-problem/follow/[^"]+)"', page)


@pytest.fixture
def link(client, lesson):
    return link_of(client, lesson)[1]


def test_the_link_leads_to_the_answer_and_never_to_the_words(client, link, moderator, editor):
    assert "There is no answer yet" in client.get(link).text
    by = {"remark": Remark.objects.get(), "at": AT}
    actions.screen(passes=True, text=WORDS, by=moderator, **by)
    actions.answer(state=State.MENDED, answer="The date is put right.", by=editor, **by)
    page = client.get(link).text
    assert "The date is put right." in page
    assert "Changed" in page
    assert WORDS not in page


def test_who_is_signed_in_needs_no_link(as_person, learner, lesson):
    assert link_of(as_person(learner), lesson) is None


@pytest.mark.parametrize("token", ["0", "x:y", signing.Signer().sign("0"), "{pk}", "{pk}:x"])
def test_a_forged_link_leads_nowhere(client, link, token):
    forged = token.format(pk=Remark.objects.get().pk)
    assert client.get(reverse("feedback:follow", args=[forged])).status_code == 404
    assert "What became of my report" not in client.get(reverse("feedback:sent"), {"report": forged}).text


def test_after_a_year_the_link_leads_nowhere_either(client, link):
    Remark.objects.all().delete()
    assert client.get(link).status_code == 404
