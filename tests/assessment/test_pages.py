"""The pages of a paper: one's own alone, one question at a time, and the key on none of them."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from assessment import actions
from assessment.forms import AnswerForm
from assessment.models import Attempt, AttemptAnswer
from courses.models import QuestionVersion
from progress.actions import take_assessment
from tests.curriculum import AT, build_person
from tests.taking import answer, question, right, wrong


def page(attempt, name, *args):
    return reverse(f"assessment:{name}", args=[attempt.pk, *args])


def place(attempt, position, option):
    """The number of an option on the page."""
    return str(attempt.paper[position - 1]["order"].index(option))


def answer_at(attempt, *positions):
    for position in positions:
        actions.save_answer(attempt=attempt, position=position, answer=right(attempt, position), at=attempt.started_at)


@pytest.fixture
def attempt(attempt):
    """Begun a moment ago by the clock that the pages see."""
    now = timezone.now()
    Attempt.objects.filter(pk=attempt.pk).update(
        started_at=now, expires_at=now + (attempt.expires_at - attempt.started_at)
    )
    attempt.refresh_from_db()
    return attempt


def test_a_learner_answers_reviews_changes_submits_and_sees_what_to_revisit(signed_in, attempt):
    for position in range(1, 11):
        chosen = right(attempt, position) if position < 8 else wrong(attempt, position)
        sent = {"option": place(attempt, position, chosen)}
        following = signed_in.post(page(attempt, "question", position), sent).url
    assert following == page(attempt, "review")
    assert signed_in.get(following).text.count("Option B") == 7
    assert signed_in.post(page(attempt, "submit")).url == page(attempt, "result")
    result = signed_in.get(page(attempt, "result")).text
    attempt.refresh_from_db()
    assert attempt.score == 7
    assert "7 of 10" in result


def test_a_saved_answer_is_shown_again_and_one_can_leave_and_return(signed_in, attempt):
    chosen = place(attempt, 1, right(attempt, 1))
    signed_in.post(page(attempt, "question", 1), {"option": chosen})
    (checked,) = re.findall(r'<input[^>]*value="(\d)"[^>]*checked', signed_in.get(page(attempt, "question", 1)).text)
    assert checked == chosen
    assert "Continue your paper" in signed_in.get(reverse("progress:assessment", args=[attempt.module_id])).text


def test_a_paper_goes_on_at_the_first_question_without_an_answer_and_at_the_review_when_there_is_none(
    signed_in, attempt
):
    door = reverse("progress:assessment", args=[attempt.module_id])
    answer_at(attempt, 1, 2, 4)
    assert signed_in.post(door).url == page(attempt, "question", 3)
    answer_at(attempt, 3, *range(5, 11))
    assert signed_in.post(door).url == page(attempt, "review")


def test_nothing_chosen_is_told_beside_the_question_and_nothing_is_kept(signed_in, attempt):
    reply = signed_in.post(page(attempt, "question", 1), {})
    assert reply.status_code == 422
    assert "Choose an answer." in reply.text
    assert "govuk-error-summary" in reply.text
    assert not AttemptAnswer.objects.exists()


@pytest.mark.parametrize("option", ["3", "-1", "x", "\x00", "9" * 5000, "' OR 1=1 --"])
def test_a_choice_that_is_not_on_the_page_is_refused(signed_in, attempt, option):
    assert signed_in.post(page(attempt, "question", 1), {"option": option}).status_code == 422
    assert not AttemptAnswer.objects.exists()


@pytest.mark.parametrize("position", ["0", "11", "999999999999999999", "9" * 40])
def test_a_position_off_the_paper_is_not_found(signed_in, attempt, position):
    address = page(attempt, "question", 1).replace("/1/", f"/{position}/")
    assert signed_in.get(address).status_code == 404
    assert signed_in.post(address, {"option": "0"}).status_code == 404


def test_nobody_else_finds_the_paper(client, learner, colleague, attempt):
    marked = [page(attempt, "question", 1), page(attempt, "review"), page(attempt, "result")]
    for person in (colleague, build_person("Cora Ash")):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        assert {client.get(address).status_code for address in marked} == {404}
        assert client.post(page(attempt, "question", 1), {"option": "0"}).status_code == 404
        assert client.post(page(attempt, "submit")).status_code == 404
    client.logout()
    assert {client.get(address).status_code for address in marked} == {302}
    assert not AttemptAnswer.objects.exists()


def test_a_get_of_submit_submits_nothing(signed_in, attempt):
    assert signed_in.get(page(attempt, "submit")).status_code == 405
    attempt.refresh_from_db()
    assert attempt.score is None


def test_after_the_submission_every_page_of_the_paper_leads_to_its_result(signed_in, attempt):
    answer(attempt)
    for address in (page(attempt, "question", 1), page(attempt, "review")):
        assert signed_in.get(address).url == page(attempt, "result")
    assert signed_in.post(page(attempt, "question", 1), {"option": "0"}).url == page(attempt, "result")
    assert signed_in.post(page(attempt, "submit")).url == page(attempt, "result")


def test_a_result_before_the_submission_leads_to_the_review(signed_in, attempt):
    assert signed_in.get(page(attempt, "result")).url == page(attempt, "review")


def test_an_expired_paper_says_so_and_offers_a_new_one(signed_in, attempt):
    Attempt.objects.filter(pk=attempt.pk).update(started_at=AT, expires_at=AT.replace(day=6))
    for reply in (
        signed_in.get(page(attempt, "question", 1)),
        signed_in.post(page(attempt, "question", 1), {"option": "0"}),
        signed_in.post(page(attempt, "submit")),
    ):
        assert reply.status_code == 410
        assert "does not count as a fail" in reply.text


def test_a_paper_submitted_in_another_tab_between_two_clicks_leads_to_its_result(signed_in, attempt, monkeypatch):
    keep = actions.save_answer

    def submitted_meanwhile(**kwargs):
        actions.submit(attempt=attempt, at=kwargs["at"])
        return keep(**kwargs)

    monkeypatch.setattr(actions, "save_answer", submitted_meanwhile)
    assert signed_in.post(page(attempt, "question", 1), {"option": "0"}).url == page(attempt, "result")


def test_the_key_is_in_no_response_before_the_submission(signed_in, attempt):
    addresses = [page(attempt, "question", n) for n in range(1, 11)]
    replies = [signed_in.get(address) for address in addresses]
    replies += [signed_in.post(address, {"option": "0"}, follow=True) for address in addresses]
    replies += [signed_in.post(addresses[0], {}), signed_in.get(page(attempt, "review"))]
    seen = "".join(reply.text + str(reply.headers) for reply in replies)
    assert "Why " not in seen
    assert "So it is" not in seen
    assert "correct" not in seen
    ids = {option["id"] for n in range(1, 11) for option in question(attempt, n)["options"]}
    assert not [one for one in ids if one in seen]


def test_a_fail_shows_what_to_look_at_again_but_not_the_key(signed_in, attempt):
    answer(attempt, score=0)
    result = signed_in.get(page(attempt, "result")).text
    assert "Look again" in result
    assert "Why A" in result or "Why C" in result
    assert "Why B" not in result
    assert "So it is" not in result


def test_earlier_attempts_are_listed_and_can_be_reviewed_without_the_key(signed_in, learner, attempt):
    answer(attempt, score=0)
    answer(second := take_assessment(learner=learner, module=attempt.module, at=timezone.now()), score=8)
    listed = signed_in.get(reverse("progress:assessment", args=[attempt.module_id])).text
    assert [page(one, "result") in listed for one in (attempt, second)] == [True, True]
    first = signed_in.get(page(attempt, "result")).text
    assert "0 of 10" in first
    assert not [sign for sign in ("Why B", "So it is", "<strong>Right:") if sign in first]


def test_a_pass_explains_every_question(signed_in, attempt):
    answer(attempt, score=8)
    result = signed_in.get(page(attempt, "result")).text
    assert result.count("So it is") == 10
    assert result.count("<strong>Right:</strong> Option B") == 2


def test_a_hand_edited_form_cannot_change_the_paper(signed_in, attempt):
    before = attempt.paper
    sent = {"option": "0", "score": "10", "passed": "True", "paper": "[]", "pass_mark": "0", "learner": "1"}
    signed_in.post(page(attempt, "question", 1), sent)
    signed_in.post(page(attempt, "submit"), sent)
    attempt.refresh_from_db()
    assert (attempt.paper, attempt.pass_mark, attempt.passed) == (before, 8, False)


def test_a_report_about_a_question_names_the_question_and_nothing_of_the_paper(signed_in, attempt):
    text = signed_in.get(page(attempt, "question", 1)).text
    (query,) = re.findall(r'href="/report-a-problem/\?([^"]*)"', text)
    asked = QuestionVersion.objects.get(pk=attempt.paper[0]["question"])
    assert query == f"page={attempt.module.url}&amp;question={asked.question_id}"


@pytest.mark.parametrize(
    ("prompt", "hint"), [("Which? Choose all that apply.", ""), ("Which?", "Choose all that apply.")]
)
def test_that_several_may_be_right_is_said_once(prompt, hint):
    options = [{"id": one, "text": one} for one in "pqr"]
    form = AnswerForm(content={"kind": "multiple", "prompt": prompt, "options": options}, order=list("rqp"))
    assert form.fields["option"].help_text == hint
