"""A session that ends in mid-paper: what was saved stays, and the choice that came too late waits for its learner to sign in.

Seen to fail: where nothing is kept or shown, where a paper that is closed keeps it, where it stays after it was saved, where it is
kept in clear or for ever, and where one form's takes the place of another's.
"""

import re
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from assessment import actions
from assessment.forms import AnswerForm
from assessment.models import AttemptAnswer
from assessment.views import GIVEN_BACK
from people import kept
from people.doors import ANSWER_KEPT, NOTHING_SAVED
from progress.actions import take_assessment
from tests.people.conftest import code_in_the_mail

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def paper(learner, module, signed_in):
    """Open by the clock that pages see, with the first question answered; then the session ends, and the browser keeps its cookies."""
    for lesson in module.live_lessons():
        signed_in.post(reverse("progress:complete-lesson", args=[lesson.pk]))
    attempt = take_assessment(learner=learner, module=module, at=timezone.now())
    signed_in.post(question(attempt, 1), {"option": "0"})
    signed_in.session.flush()
    return attempt


def question(attempt, position):
    return reverse("assessment:question", args=[attempt.pk, position])


def checked(page):
    return re.findall(r'<input[^>]*value="(\d)"[^>]*checked', page.text)


def test_the_choice_waits_behind_the_door_and_is_saved_by_its_button(signed_in, learner, paper):
    answered = signed_in.post(question(paper, 2), {"option": "2"}, follow=True)
    assert answered.redirect_chain[0][0] == f"/sign-in/?{urlencode({'next': question(paper, 2)})}"
    assert ANSWER_KEPT in answered.text
    signed_in.post("/sign-in/", {"email": learner.email, "next": question(paper, 2)})
    page = signed_in.post("/sign-in/code/", {"code": code_in_the_mail()}, follow=True)
    assert (checked(page), GIVEN_BACK in page.text) == (["2"], True)
    assert AttemptAnswer.objects.count() == 1, "reading it saved nothing"
    signed_in.post(question(paper, 2), {"option": "2"})
    assert AttemptAnswer.objects.count() == 2
    assert GIVEN_BACK not in signed_in.get(question(paper, 2)).text


def test_another_choice_than_the_saved_one_is_shown_until_it_is_saved(signed_in, learner, paper):
    signed_in.post(question(paper, 1), {"option": "1"})
    signed_in.force_login(learner, backend=BACKEND)
    assert checked(signed_in.get(question(paper, 1))) == ["1"]
    assert AttemptAnswer.objects.get().answer == paper.paper[0]["order"][0]


def test_nobody_else_gets_it_and_nobody_after_an_hour(signed_in, learner, colleague, paper, time_machine):
    signed_in.post(question(paper, 2), {"option": "2"})
    assert "option" not in str(dict(signed_in.session))
    signed_in.force_login(colleague, backend=BACKEND)
    assert signed_in.get(question(paper, 2)).status_code == 404
    signed_in.session.flush()
    signed_in.post(question(paper, 2), {"option": "2"})
    time_machine.move_to(timezone.now() + kept.FOR)
    signed_in.force_login(learner, backend=BACKEND)
    assert checked(signed_in.get(question(paper, 2))) == []


@pytest.mark.parametrize("sent", [{}, {"csrfmiddlewaretoken": "x"}])
def test_a_form_without_a_choice_keeps_nothing_and_says_so(signed_in, paper, sent):
    assert NOTHING_SAVED in signed_in.post(question(paper, 2), sent, follow=True).text


def test_a_paper_that_is_marked_meanwhile_keeps_nothing(signed_in, learner, paper):
    signed_in.post(question(paper, 2), {"option": "2"})
    actions.submit(attempt=paper, at=timezone.now())
    assert NOTHING_SAVED in signed_in.post(question(paper, 3), {"option": "2"}, follow=True).text
    signed_in.force_login(learner, backend=BACKEND)
    assert signed_in.get(question(paper, 2)).url == reverse("assessment:result", args=[paper.pk])
    assert AttemptAnswer.objects.count() == 1


def test_choices_of_two_tabs_are_both_kept(signed_in, learner, paper):
    for position in (2, 3):
        signed_in.post(question(paper, position), {"option": "1"})
    signed_in.force_login(learner, backend=BACKEND)
    assert [checked(signed_in.get(question(paper, position))) for position in (2, 3)] == [["1"], ["1"]]


PARTS = [{"id": one, "text": one, "left": one, "right": one} for one in "pqr"]


@pytest.mark.parametrize(
    ("kind", "parts", "sent"),
    [
        ("single", "options", "option=1"),
        ("multiple", "options", "option=0&option=2"),
        ("order", "items", "place-0=3&place-1=1&place-2=2"),
        ("match", "pairs", "match-0=2&match-1=&match-2=0"),
    ],
)
def test_every_kind_of_answer_is_shown_as_it_was_chosen(kind, parts, sent):
    content = {"kind": kind, "prompt": "Which?", parts: PARTS}
    form, same = (AnswerForm(data, content=content, order=list("rqp")) for data in (None, QueryDict(sent)))
    form.choose(QueryDict(sent))
    assert {bound.name: bound.value() for bound in form} == {bound.name: bound.value() for bound in same}
