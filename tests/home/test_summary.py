"""What follows when a module or a course is complete: one page that leads on, and asks nothing that must be answered."""

import pytest
from django.urls import reverse

from certificates.models import Certificate
from feedback.models import Authorship, Kind, Remark, SurveyAnswer
from progress import confidence, learning_log
from progress.models import Confidence
from tests.curriculum import AT, build_course, build_module, build_person, enrol
from tests.learners import colleague, course, learner, module, signed_in
from tests.taking import complete, sit

__all__ = ["colleague", "course", "learner", "module", "signed_in"]


@pytest.fixture
def next_module(course):
    return build_module(course=course, title="The one after")


@pytest.fixture
def done(learner, module, next_module):
    """The first of two modules, complete."""
    finish(learner, module)
    return module


def finish(learner, module):
    complete(learner, *module.live_lessons())
    sit(learner, module)


def page(kind, thing):
    return reverse(f"home:{kind}-summary", args=[thing.pk])


def survey(kind, thing):
    return reverse(f"progress:survey-{kind}", args=[thing.pk])


def answers(**sent):
    return {"key": "7d0ad7a4-6b0c-4b0a-9d39-0c6f0c2f9a11"} | sent


def test_it_names_what_was_shown_the_certificate_and_the_next_module(signed_in, done, learner):
    text = signed_in.get(page("module", done)).text
    assert "Outcome o1" in text
    assert reverse("certificates:certificate", args=[Certificate.objects.get(kind="module").code]) in text
    assert "The one after" in text


def test_until_then_it_leads_back_to_the_module(signed_in, module, course):
    assert signed_in.get(page("module", module)).url == module.url
    assert signed_in.get(page("course", course)).url == course.url


def test_a_pass_leads_to_it(signed_in, learner, module):
    complete(learner, *module.live_lessons())
    attempt = sit(learner, module)
    assert page("module", module) in signed_in.get(reverse("assessment:result", args=[attempt.pk])).text


def test_confidence_is_asked_again_where_there_is_a_beginning_to_compare(signed_in, learner, module, next_module):
    assert "How confident are you now?" not in summary_after(signed_in, learner, module, points={})


def test_what_changed_is_shown_once_it_was_answered(signed_in, learner, module, next_module):
    text = summary_after(signed_in, learner, module, points={"p1": 2})
    assert "At the start you said “A little”" in text
    signed_in.post(reverse("progress:check-confidence", args=["after"]), {"p1": "4"})
    assert "you said “A little” at the start, and “Very” now" in signed_in.get(page("module", module)).text
    assert Confidence.objects.count() == 2


def summary_after(browser, learner, module, points):
    confidence.give(learner=learner, moment="before", points=points, at=AT)
    finish(learner, module)
    return browser.get(page("module", module)).text


def test_a_survey_may_be_answered_in_part_and_its_words_go_to_the_moderator(signed_in, done, learner):
    sent = answers(useful="5", text="More about contracts, please.")
    assert signed_in.post(survey("module", done), sent).url == page("module", done)
    answer, remark = SurveyAnswer.objects.get(), Remark.objects.get()
    assert (answer.useful, answer.clear, answer.will_act, answer.edition) == (5, None, None, done.editions.first())
    assert (remark.kind, remark.page_title, remark.state) == (Kind.SURVEY, done.title, "received")
    assert Authorship.objects.get().author == learner
    assert "Thank you for telling us" in signed_in.get(page("module", done)).text


def test_a_survey_is_answered_once_however_often_it_is_sent(signed_in, done):
    for useful in "53":
        signed_in.post(survey("module", done), answers(useful=useful, text="Once."))
    assert (SurveyAnswer.objects.get().useful, Remark.objects.count()) == (5, 1)


def test_a_survey_off_its_scale_is_refused_in_words_and_keeps_nothing(signed_in, done):
    answer = signed_in.post(survey("module", done), answers(useful="9", text="Kept here."))
    assert (answer.status_code, "Choose one of the five answers" in answer.text) == (422, True)
    assert "Kept here." in answer.text
    assert not SurveyAnswer.objects.exists()


def test_only_who_completed_it_is_asked(client, module, course, next_module):
    newcomer = build_person("Ned Elm")
    enrol(newcomer, course)
    client.force_login(newcomer, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(survey("module", module), answers(useful="5")).status_code == 404
    assert client.post(survey("course", course), answers(useful="5")).status_code == 404
    assert not SurveyAnswer.objects.exists()


def test_a_next_step_is_shown_to_its_writer(signed_in, done, learner):
    key = done.translation_key
    learning_log.write_next_step(
        learner=learner, module=done, block_id=key, text="Ask for the contract", by=None, at=AT
    )
    assert "Ask for the contract" in signed_in.get(page("module", done)).text


def test_a_completed_course_is_summed_up_and_leads_on(signed_in, learner, done, course, next_module):
    finish(learner, next_module)
    build_course(done, build_module(), title="The full pathway")
    assert "See what you have achieved" in signed_in.get(page("module", next_module)).text
    text = signed_in.get(page("course", course)).text
    assert "2 modules, each with its assessment passed." in text
    assert "The full pathway" in text
    assert "You have completed 1 of its 2 required modules already." in text
    assert reverse("certificates:certificate", args=[Certificate.objects.get(kind="course").code]) in text
    assert signed_in.post(survey("course", course), answers(clear="4")).url == page("course", course)
    assert SurveyAnswer.objects.get().course == course


def test_a_pathway_in_which_nothing_is_left_is_not_what_comes_next(signed_in, learner, done, course, next_module):
    finish(learner, next_module)
    build_course(done, title="A part of it")
    text = signed_in.get(page("course", course)).text
    assert "A part of it" not in text
    assert "What comes next" not in text


def test_looking_at_it_changes_nothing(signed_in, done):
    signed_in.get(page("module", done))
    signed_in.get(survey("module", done))
    assert not SurveyAnswer.objects.exists()
    assert not Confidence.objects.exists()
