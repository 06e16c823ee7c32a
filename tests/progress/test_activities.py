"""Activities of a lesson: answered, marked, kept and shown again; what makes no sense is refused with the words to mend it."""

import pytest
from django.urls import reverse

from assessment.models import ActivityAnswer, CheckAnswer
from courses.rendering import plain
from progress.activities import scores, suggestions
from progress.learning_log import read
from progress.models import LogEntry, NextStep
from tests.activities import CHECK, EVERY, NEXT_STEP, REFLECTION, SCENARIO, SELF_ASSESSMENT, SORTING, body, name
from tests.curriculum import build_module


@pytest.fixture
def lesson(course):
    return build_module(course=course, body=body(*EVERY), lessons=2).live_lessons().first()


def address(lesson, block):
    if block is NEXT_STEP:
        return reverse("progress:write-next-step", args=[lesson.get_parent().pk, lesson.pk, block["id"]])
    doors = {"knowledge_check": "answer-check", "reflection": "write-entry"}
    return reverse(f"progress:{doors.get(block['type'], 'answer-activity')}", args=[lesson.pk, block["id"]])


@pytest.fixture
def send(signed_in, lesson):
    """Send an activity's form, and follow it back to the lesson where it was taken."""

    def sending(block, **sent):
        answer = signed_in.post(address(lesson, block), sent)
        if answer.status_code == 302:
            assert answer.url == f"{lesson.url}#block-{block['id']}"
            return signed_in.get(lesson.url)
        return answer

    return sending


def test_a_check_is_marked_with_feedback_for_what_was_chosen(send):
    page = send(CHECK, option=name("option-0")).text
    assert "Not quite" in page
    assert "About Choice 0" in page
    assert "About Choice 1" not in page
    assert not CheckAnswer.objects.get().correct


def test_a_check_answered_again_keeps_the_last_answer(send):
    send(CHECK, option=name("option-0"))
    assert "That’s right" in send(CHECK, option=name("option-1")).text
    assert CheckAnswer.objects.get().correct


def test_no_feedback_of_a_check_is_on_the_page_before_it_is_answered(signed_in, lesson):
    page = signed_in.get(lesson.url).text
    assert "About Choice" not in page
    assert "The second it is" not in page


@pytest.mark.parametrize("option", [None, "", "elsewhere", "\x00", name("step-0"), "x" * 50_000])
def test_a_check_without_a_choice_that_it_offers_is_refused(send, option):
    answer = send(CHECK, **({"option": option} if option is not None else {}))
    assert answer.status_code == 422
    assert "Choose" in answer.text
    assert not CheckAnswer.objects.exists()


def test_a_lesson_without_its_required_answer_asks_for_it_where_it_can_be_given(signed_in, lesson, learner):
    reply = signed_in.post(reverse("progress:complete-lesson", args=[lesson.pk]))
    assert reply.status_code == 422
    assert "Answer this first." in reply.text
    assert address(lesson, CHECK) in reply.text
    assert not learner.lesson_records.filter(completed_at__isnull=False).exists()


def test_sorting_says_what_belongs_elsewhere(send):
    page = send(SORTING, **{f"item-{name(f'sorted-{n}')}": name("group-0") for n in range(2)}).text
    assert "Some belong elsewhere" in page
    assert "It belongs in: Right" in page


def test_sorting_needs_a_group_for_each(send):
    answer = send(SORTING, **{f"item-{name('sorted-0')}": name("group-0")})
    assert (answer.status_code, "Choose a group for each" in answer.text) == (422, True)


def test_a_scenario_goes_step_by_step_and_comes_to_its_end(send):
    assert "Second." in send(SCENARIO, step=name("step-0"), choice=name("choice-0-1")).text
    assert "Looking back." in send(SCENARIO, step=name("step-1"), choice=name("choice-1-0")).text
    assert len(ActivityAnswer.objects.get().answer) == 2


def test_a_decision_sent_twice_counts_once_and_one_out_of_turn_not_at_all(send):
    for _ in range(2):
        send(SCENARIO, step=name("step-0"), choice=name("choice-0-1"))
    assert len(ActivityAnswer.objects.get().answer) == 1
    assert send(SCENARIO, step=name("step-0"), choice=name("choice-0-0")).status_code == 422


def test_a_scenario_can_be_taken_again_from_the_start(send):
    send(SCENARIO, step=name("step-0"), choice=name("choice-0-1"))
    page = send(SCENARIO, restart="1").text
    assert "First." in page
    assert ActivityAnswer.objects.get().answer == []


def test_a_self_assessment_needs_every_statement_and_shows_a_profile(send):
    rated = {f"statement-{name(f'statement-{n}')}": str(n) for n in range(3)}
    assert send(SELF_ASSESSMENT, **dict(list(rated.items())[:2])).status_code == 422
    page = send(SELF_ASSESSMENT, **rated).text
    assert "Your profile is ready" in page
    assert "2 of 3" in page


def test_a_point_off_the_scale_is_refused(send):
    rated = {f"statement-{name(f'statement-{n}')}": "4" for n in range(3)}
    assert send(SELF_ASSESSMENT, **rated).status_code == 422


def test_a_reflection_is_kept_encrypted_shown_to_its_writer_and_changed(send, learner, signed_in):
    assert "What I think" in send(REFLECTION, text="What I think").text
    assert b"think" not in bytes(LogEntry.objects.get().secret)
    send(REFLECTION, text="What I think now")
    assert "What I think now" in signed_in.get(reverse("progress:log")).text
    assert LogEntry.objects.count() == 1


def test_skipping_a_reflection_keeps_nothing_and_loses_nothing(send):
    send(REFLECTION, text="Never mind", skip="1")
    assert not LogEntry.objects.exists()
    send(REFLECTION, text="Kept")
    send(REFLECTION, text="", skip="1")
    assert LogEntry.objects.exists()


def test_an_emptied_reflection_is_deleted(send):
    send(REFLECTION, text="Kept")
    send(REFLECTION, text=" \n ")
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("text", ["NUL \x00 inside", "🎉 £ “quotes” <script>alert(1)</script>", "x" * 20_000])
def test_whatever_is_written_comes_back_as_it_was(send, text):
    page = send(REFLECTION, text=text).text
    assert "<script>alert(1)" not in page
    assert read(LogEntry.objects.get()) == text


def test_a_text_too_long_is_given_back_to_be_shortened(send):
    answer = send(REFLECTION, text="word " * 5_000)
    assert answer.status_code == 422
    assert "Nothing has been lost" in answer.text
    assert "word word word" in answer.text


def test_a_field_of_ten_megabytes_is_refused_and_keeps_nothing(send):
    answer = send(REFLECTION, text="x" * 10_000_000)
    assert (answer.status_code, "Nothing was saved" in answer.text) == (413, True)
    assert not LogEntry.objects.exists()


def test_a_next_step_has_a_day_or_none(send):
    send(NEXT_STEP, text="Ask the board", **{"by-day": "27", "by-month": "3", "by-year": "2027"})
    assert str(NextStep.objects.get().by) == "2027-03-27"
    send(NEXT_STEP, text="Ask the board")
    assert NextStep.objects.get().by is None


def test_a_day_that_does_not_exist_is_refused_with_everything_that_was_sent(send):
    answer = send(NEXT_STEP, text="Ask the board", **{"by-day": "31", "by-month": "2", "by-year": "2027"})
    assert answer.status_code == 422
    assert "Enter a real date" in answer.text
    assert "Ask the board" in answer.text
    assert 'value="31"' in answer.text


def test_an_answer_to_the_wrong_door_or_for_another_lesson_is_not_found(signed_in, lesson):
    other = lesson.get_next_sibling()
    wrong_door = reverse("progress:answer-activity", args=[lesson.pk, CHECK["id"]])
    wrong_lesson = reverse("progress:answer-check", args=[other.pk, CHECK["id"]])
    assert signed_in.post(wrong_door, {"option": name("option-0")}).status_code == 404
    assert signed_in.post(wrong_lesson, {"option": name("option-0")}).status_code == 404


def test_one_learners_answers_and_words_are_never_on_anothers_page(send, lesson, colleague, client):
    send(REFLECTION, text="For me alone")
    send(CHECK, option=name("option-0"))
    client.force_login(colleague, backend="django.contrib.auth.backends.ModelBackend")
    assert "For me alone" not in client.get(lesson.url).text + client.get(reverse("progress:log")).text
    assert "Not quite" not in client.get(lesson.url).text


def test_scores_are_by_principle_and_the_weakest_suggest_their_modules(module):
    value = plain(body(SELF_ASSESSMENT)[0].value)
    answer = {name("statement-0"): 3, name("statement-1"): 0, name("statement-2"): 1}
    assert [(s["principle"].code, s["score"]) for s in scores(value, answer)] == [("p1", 3), ("p2", 0), ("p3", 1)]
    value["statements"][1]["modules"] = [module.code]
    assert [(s["title"], bool(s["url"])) for s in suggestions(value, answer)] == [(module.title, True)]
