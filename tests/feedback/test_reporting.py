"""Reporting a problem: from every page, signed in or not, with the block and the edition kept, and no flood of it."""

from datetime import date
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from wagtail.models import PageViewRestriction

from feedback.models import Authorship, Remark
from tests.curriculum import AT, publish
from tests.feedback.writing import WORDS, door, filled


def link_of(page):
    """Where the page's own link leads."""
    before, _ = page.split(">Report a problem with this page")
    return unescape(before.rsplit('href="', 1)[1].removesuffix('"'))


def test_every_page_leads_to_the_report_about_itself(client, module, lesson, course):
    for page in (module, lesson, course):
        assert page.title in client.get(link_of(client.get(page.url).text)).text


def test_a_screen_that_is_no_page_is_named_without_its_ids(as_person, learner):
    browser = as_person(learner)
    address = link_of(browser.get(reverse("home:my-learning")).text)
    assert address == door(screen="home:my-learning")
    browser.post(address, filled())
    assert Remark.objects.get().page_title == "Screen: my learning"


def test_a_page_that_was_not_found_still_leads_there(client, course):
    assert "Report a problem" in client.get(link_of(client.get("/nowhere/").text)).text


@time_machine.travel(AT)
def test_a_report_keeps_the_block_the_revision_and_the_edition_and_nobody(client, module, lesson):
    block = lesson.body[0]
    answer = client.post(door(page=lesson.url), filled(part=block.id))
    assert answer.url.startswith(f"{reverse('feedback:sent')}?next={lesson.url}&report=")
    remark = Remark.objects.get()
    assert (remark.page.specific, str(remark.block_id), remark.revision) == (lesson, block.id, lesson.live_revision_id)
    assert (remark.edition, remark.text, remark.topic) == (module.editions.first(), WORDS, "wrong")
    assert (remark.block_words, remark.sent_on) == ("Text: Who holds data Councils hold much.", date(2026, 10, 5))
    assert not Authorship.objects.exists()


def test_the_parts_of_a_lesson_are_offered_and_the_questions_of_the_bank_are_not(client, module, lesson):
    assert "Knowledge check: Which?" in client.get(door(page=lesson.url)).text
    page = client.get(door(page=module.url)).text
    assert "Question 0?" not in page
    assert "Where on the page?" not in page


def test_a_question_of_an_assessment_can_be_meant(client, module):
    question = module.assessment[3]
    client.post(door(page=module.url, question=question.id), filled())
    assert str(Remark.objects.get().block_id) == question.id


def test_somebody_signed_in_sees_their_own_words_and_nobody_elses(as_person, learner, colleague, lesson):
    as_person(learner).post(door(page=lesson.url), filled())
    assert Authorship.objects.get().author == learner
    assert WORDS in as_person(learner).get(reverse("feedback:yours")).text
    assert WORDS not in as_person(colleague).get(reverse("feedback:yours")).text
    assert as_person().get(reverse("feedback:yours")).status_code == 302


def test_sending_twice_is_one_report(client, lesson):
    sent = filled()
    assert client.post(door(page=lesson.url), sent).url == client.post(door(page=lesson.url), sent).url
    assert Remark.objects.count() == 1


def test_writers_are_told_not_to_name_anybody_and_who_will_read(client, lesson):
    page = client.get(door(page=lesson.url)).text
    assert "do not name anybody" in page
    assert "without your name, your address or your organisation" in page
    assert "deleted after 12 months" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": ""}, "Write what you found"),
        ({"topic": ""}, "Select what it is about"),
        ({"text": "x" * 2001}, "Use 2,000 characters or fewer"),
        ({"key": "x"}, "Open this page again"),
        ({"part": "00000000-0000-0000-0000-000000000000"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_or_forged_is_said_and_nothing_is_lost(client, lesson, sent, said):
    answer = client.post(door(page=lesson.url), filled(**sent))
    assert (answer.status_code, said in answer.text) == (422, True)
    assert not Remark.objects.exists()


@pytest.mark.parametrize("path", ["/nowhere/", "//elsewhere.example/", "/cms/", "nonsense", "/my-learning/", "/%00"])
def test_an_address_that_is_no_page_of_ours_is_about_the_service(client, course, path):
    assert "The service as a whole" in client.get(door(page=path)).text


@pytest.mark.parametrize("screen", ["<b>", "home:", "HOME:X", "home:my_learning", f"home:{'x' * 70}"])
def test_a_screen_that_cannot_be_one_is_not_named(client, course, screen):
    assert "The service as a whole" in client.get(door(screen=screen)).text


def test_a_page_that_not_everybody_may_read_is_not_named(client, lesson):
    PageViewRestriction.objects.create(page=lesson, restriction_type="login")
    assert lesson.title not in client.get(door(page=lesson.url)).text


def test_one_network_is_stopped_in_words_with_its_own_kept(client, lesson, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"report_network": "2/h/ip"}
    codes = [client.post(door(page=lesson.url), filled()).status_code for _ in range(3)]
    assert codes == [302, 302, 429]
    assert WORDS in client.post(door(page=lesson.url), filled()).text
    assert Remark.objects.count() == 2


def test_all_together_are_bounded_too(client, lesson, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"report_all": "1/d/key"}
    client.post(door(page=lesson.url), filled())
    other = client.post(door(page=lesson.url), filled(), REMOTE_ADDR="203.0.113.9")
    assert (other.status_code, Remark.objects.count()) == (429, 1)


def test_opening_it_keeps_nothing_and_the_way_back_stays_on_the_site(client, lesson):
    client.get(door(page=lesson.url))
    assert not Remark.objects.exists()
    assert "elsewhere" not in client.get(reverse("feedback:sent") + "?next=https://elsewhere.example/").text


def test_a_republished_page_does_not_move_what_was_reported(client, lesson):
    client.post(door(page=lesson.url), filled())
    before = Remark.objects.get().revision
    publish(lesson)
    assert Remark.objects.get().revision == before != lesson.live_revision_id
