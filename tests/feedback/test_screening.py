"""The queue: a moderator first, then editors, and nobody learns whose words they are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from feedback import actions
from feedback.models import Remark, State
from feedback.permissions import can_open, readable
from tests.curriculum import AT
from tests.feedback.writing import WORDS, remark

LIST = reverse("feedback_queue:index")


def place(one):
    return reverse("feedback_queue:edit", args=[one.pk])


def passed_on(moderator, **fields):
    return actions.screen(remark=remark(**fields), passes=True, text=WORDS, by=moderator, at=AT)


def test_a_moderator_sees_it_first_and_an_editor_only_what_was_passed_on(as_person, moderator, editor):
    one = remark()
    assert WORDS in as_person(moderator).get(LIST).text
    assert WORDS not in as_person(editor).get(LIST).text
    assert as_person(editor).get(place(one)).status_code == 404
    actions.screen(remark=one, passes=True, text=WORDS, by=moderator, at=AT)
    assert WORDS in as_person(editor).get(LIST).text
    assert as_person(moderator).get(place(one)).status_code == 404


@pytest.mark.parametrize("who", ["learner", "coordinator", "stranger", "analyst"])
def test_nobody_else_opens_the_queue(request, as_person, moderator, who):
    person, one = request.getfixturevalue(who), passed_on(moderator)
    assert not readable(person).exists()
    assert not can_open(person, one)
    for address in (LIST, place(one)):
        assert as_person(person).get(address).status_code == 302


def test_what_the_moderator_takes_out_is_gone(as_person, moderator, editor):
    one = remark(text="Jo Bloggs told me the date is wrong.")
    as_person(moderator).post(place(one), {"text": "The date is wrong.", "decision": "pass"})
    one.refresh_from_db()
    assert (one.text, one.state) == ("The date is wrong.", State.PASSED_ON)
    assert "Bloggs" not in as_person(editor).get(place(one)).text


def test_what_is_held_back_never_reaches_editors(as_person, moderator, editor):
    one = remark()
    as_person(moderator).post(place(one), {"text": WORDS, "decision": "hold"})
    assert WORDS not in as_person(editor).get(LIST).text
    assert not readable(editor).exists()


def test_an_editor_sees_where_it_is_and_answers_the_writer(as_person, moderator, editor, learner, lesson):
    block = lesson.body[0].id
    one = passed_on(moderator, author=learner, page=lesson)
    Remark.objects.filter(pk=one.pk).update(block_id=block)
    page = as_person(editor).get(place(one)).text
    assert f"{reverse('wagtailadmin_pages:edit', args=[lesson.pk])}#block-{block}-section" in page
    as_person(editor).post(place(one), {"state": "mended", "answer": "We have put it right."})
    own = as_person(learner).get(reverse("feedback:yours")).text
    assert "Changed" in own
    assert "We have put it right." in own


def test_no_screen_of_the_queue_shows_or_asks_who_wrote_it(as_person, moderator, editor, learner):
    first, second = remark(author=learner), passed_on(moderator, author=learner)
    for person, one in ((moderator, first), (editor, second)):
        with CaptureQueriesContext(connection) as asked:
            pages = as_person(person).get(LIST).text + as_person(person).get(place(one)).text
        assert not any("feedback_authorship" in query["sql"] for query in asked)
        assert not any(word in pages for word in (learner.email, learner.name, "Testham", str(learner.pk)))


def test_it_is_screened_once_and_answered_only_after(moderator, editor):
    one = remark()
    with pytest.raises(actions.NotTheirTurn):
        actions.answer(remark=one, state=State.MENDED, answer="", by=editor, at=AT)
    actions.screen(remark=one, passes=True, text=WORDS, by=moderator, at=AT)
    with pytest.raises(actions.NotTheirTurn):
        actions.screen(remark=one, passes=False, text="", by=moderator, at=AT)


def test_who_screened_and_who_answered_is_recorded_without_words(moderator, editor):
    one = passed_on(moderator)
    actions.answer(remark=one, state=State.NO_CHANGE, answer="Thank you.", by=editor, at=AT)
    events = Event.objects.filter(subject=str(one.pk)).order_by("pk")
    assert [(e.name, e.actor, e.detail) for e in events] == [
        ("feedback.screen", moderator.pk, {"state": "passed_on"}),
        ("feedback.answer", editor.pk, {"state": "no_change"}),
    ]


@pytest.mark.parametrize("name", ["add", "delete"])
def test_nobody_adds_or_deletes_in_the_queue(as_person, administrator, name):
    one = remark()
    assert as_person(administrator).get(f"{LIST}{name}/{one.pk}/").status_code == 404
    assert as_person(administrator).get(LIST).status_code == 200


def test_a_form_without_an_answer_is_refused_in_words(as_person, moderator):
    one = remark()
    answer = as_person(moderator).post(place(one), {"text": ""})
    assert "Choose whether editors shall see it" in answer.text
    one.refresh_from_db()
    assert one.state == State.RECEIVED


def test_a_moderator_is_led_to_the_page_and_not_to_an_editor_that_is_closed_to_them(as_person, moderator, lesson):
    page = as_person(moderator).get(place(remark(page=lesson))).text
    assert f'href="{lesson.url}"' in page
    assert reverse("wagtailadmin_pages:edit", args=[lesson.pk]) not in page
