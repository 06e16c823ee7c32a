"""Writing is never lost: as one types, in two tabs, after the session ended, and when it is too long."""

import pytest
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse

from people import kept
from progress import learning_log
from progress.models import LogEntry, NextStep
from tests.activities import EVERY, NEXT_STEP, REFLECTION, body
from tests.curriculum import AT, build_module

TYPING = {"Accept": "application/json"}
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def lesson(course):
    return build_module(course=course, body=body(*EVERY), lessons=1).live_lessons().first()


@pytest.fixture
def url(lesson):
    return reverse("progress:write-entry", args=[lesson.pk, REFLECTION["id"]])


def stored():
    return learning_log.read(LogEntry.objects.get())


def version_on(page):
    return page.text.split('name="version" value="')[1].split('"')[0]


def test_what_is_typed_is_saved_and_the_next_save_knows_it(signed_in, url):
    first = signed_in.post(url, {"text": "One", "version": ""}, headers=TYPING)
    assert first.status_code == 200
    second = signed_in.post(url, {"text": "Two", "version": first.json()["version"]}, headers=TYPING)
    assert (second.status_code, stored()) == (200, "Two")


def test_a_box_that_was_emptied_while_typing_removes_nothing_until_save(signed_in, url):
    signed_in.post(url, {"text": "One", "version": ""}, headers=TYPING)
    assert signed_in.post(url, {"text": " ", "version": ""}, headers=TYPING).status_code == 200
    assert stored() == "One"
    signed_in.post(url, {"text": "", "version": learning_log.version("One")})
    assert not LogEntry.objects.exists()


def test_reading_the_page_again_writes_nothing(signed_in, lesson, url):
    signed_in.get(lesson.url)
    assert signed_in.get(url, headers=TYPING).status_code == 405
    assert not LogEntry.objects.exists()


def test_two_tabs_lose_nothing(signed_in, lesson, url):
    seen = version_on(signed_in.get(lesson.url))
    signed_in.post(url, {"text": "From the first tab", "version": seen})
    answer = signed_in.post(url, {"text": "From the second tab", "version": seen})
    assert (answer.status_code, stored()) == (409, "From the first tab")
    assert "From the first tab" in answer.text
    assert "From the second tab" in answer.text
    signed_in.post(url, {"text": "From the second tab", "version": version_on(answer)})
    assert stored() == "From the second tab"


def test_a_tab_that_types_is_told_of_the_other(signed_in, url):
    signed_in.post(url, {"text": "First", "version": ""})
    answer = signed_in.post(url, {"text": "Second", "version": ""}, headers=TYPING)
    assert (answer.status_code, stored()) == (409, "First")
    assert "another tab" in answer.json()["problem"]


def test_words_that_hold_all_that_is_stored_are_no_conflict(signed_in, url):
    """So a page that never heard that its words were saved can go on."""
    signed_in.post(url, {"text": "First\r\nline", "version": ""}, headers=TYPING)
    assert signed_in.post(url, {"text": "First\nline and more", "version": ""}).status_code == 302
    assert stored() == "First\nline and more"


def test_next_steps_are_guarded_likewise(signed_in, lesson):
    url = reverse("progress:write-next-step", args=[lesson.get_parent().pk, lesson.pk, NEXT_STEP["id"]])
    date = {"by-day": "27", "by-month": "3", "by-year": "2027"}
    assert signed_in.post(url, {"text": "Ask", "version": "", **date}, headers=TYPING).status_code == 200
    assert signed_in.post(url, {"text": "Tell", "version": "", **date}).status_code == 409
    assert learning_log.read(NextStep.objects.get()) == "Ask"
    wrong = signed_in.post(url, {"text": "Ask more", "by-day": "31", "by-month": "2"}, headers=TYPING)
    assert (wrong.status_code, "real date" in wrong.json()["problem"]) == (422, True)


def test_too_long_is_given_back_whole(signed_in, url):
    text = "a" * (learning_log.LONGEST + 1)
    answer = signed_in.post(url, {"text": text, "version": ""})
    assert (answer.status_code, text in answer.text) == (422, True)
    typed = signed_in.post(url, {"text": text, "version": ""}, headers=TYPING)
    assert "Nothing has been lost" in typed.json()["problem"]


def expire(browser):
    """The session is gone, as after 12 hours; the browser still has its cookies."""
    browser.session.flush()


def sent(person, text="Half a thought"):
    return {"text": text, "version": "", "writer": kept.token(person)}


def test_after_the_session_ended_the_words_come_back_with_the_sign_in(signed_in, learner, lesson, url):
    expire(signed_in)
    answer = signed_in.post(url, sent(learner), headers={"Referer": f"http://testserver{lesson.url}"})
    assert (answer.status_code, "give your words to you" in answer.text) == (403, True)
    signed_in.force_login(learner, backend=BACKEND)
    page = signed_in.get(lesson.url)
    assert "Half a thought</textarea>" in page.text
    assert "You had been signed out before this was saved" in page.text
    assert not LogEntry.objects.exists()
    signed_in.post(url, sent(learner))
    assert stored() == "Half a thought"
    assert "had been signed out" not in signed_in.get(lesson.url).text


def test_until_then_they_are_nowhere_in_clear(client, learner, url):
    client.post(url, sent(learner, "zanzibar-quokka"))
    assert "zanzibar" not in str(dict(client.session))


def test_another_person_who_signs_in_there_never_sees_them(client, learner, colleague, lesson, url):
    client.post(url, sent(learner))
    client.force_login(colleague, backend=BACKEND)
    assert "Half a thought" not in client.get(lesson.url).text


def test_after_an_hour_they_are_not_given_back(client, learner, lesson, url, time_machine):
    time_machine.move_to(AT, tick=False)
    client.post(url, sent(learner))
    time_machine.shift(3601)
    client.force_login(learner, backend=BACKEND)
    assert "Half a thought" not in client.get(lesson.url).text


@pytest.mark.parametrize("mark", ["", "x", "{pk}", "{pk}:forged"])
def test_a_form_that_does_not_say_whose_it_is_keeps_nothing(client, learner, url, mark):
    answer = client.post(url, {"text": "Mine", "writer": mark.format(pk=learner.pk)})
    assert (answer.status_code, kept.PLACE in client.session) == (403, False)
    assert "Mine" in answer.text


def test_a_mark_made_for_something_else_is_none(client, learner, url):
    client.post(url, {"text": "Mine", "writer": Signer().sign(str(learner.pk))})
    assert kept.PLACE not in client.session


def test_the_mark_opens_no_door(learner, url):
    assert Client().post(url, sent(learner)).status_code == 403
    assert not LogEntry.objects.exists()
