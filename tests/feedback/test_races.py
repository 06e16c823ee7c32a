"""Double clicks and two people at the same moment, on PostgreSQL."""

from uuid import uuid4

import pytest

from feedback import actions
from feedback.models import Authorship, Kind, Remark, State, SurveyAnswer
from feedback.places import Place
from people.permissions import MODERATORS
from progress import confidence, pathways
from progress.models import Confidence, LearningPlan
from tests.cast import make_person
from tests.curriculum import AT, build_module, build_person
from tests.feedback.writing import WORDS, remark
from tests.racing import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
EIGHT = range(8)


def problems(answers):
    return [answer for answer in answers if isinstance(answer, Exception)]


def test_eight_clicks_on_send_are_one_remark_of_one_writer():
    learner, key = build_person("Ada Larch"), uuid4()
    sent = {
        "key": key,
        "kind": Kind.PROBLEM,
        "place": Place(title="A page"),
        "text": WORDS,
        "author": learner,
        "at": AT,
    }
    assert not problems(at_once(*(lambda: actions.send(**sent) for _ in EIGHT)))
    assert (Remark.objects.count(), Authorship.objects.count()) == (1, 1)


def test_eight_clicks_on_a_survey_are_one_answer_and_one_remark():
    learner, module = build_person("Ada Larch"), build_module()
    sent = {"place": Place(title="A page"), "points": {"useful": 4}, "text": WORDS, "module": module, "at": AT}
    keys = [uuid4() for _ in EIGHT]
    told = at_once(*(lambda key=key: actions.answer_survey(learner=learner, key=key, **sent) for key in keys))
    assert not problems(told)
    assert (SurveyAnswer.objects.count(), Remark.objects.count()) == (1, 1)


def test_eight_checks_at_once_keep_one_point_of_each_principle():
    learner = build_person("Ada Larch")
    given = [{"p1": n % 5 + 1, "p2": 3} for n in EIGHT]
    asked = (
        lambda points=points: confidence.give(learner=learner, moment="before", points=points, at=AT)
        for points in given
    )
    assert not problems(at_once(*asked))
    assert Confidence.objects.count() == 2


def test_eight_plans_at_once_are_one():
    learner = build_person("Ada Larch")
    made = (lambda: pathways.make_plan(learner=learner, interests=["p2"], minutes_a_week=40, at=AT) for _ in EIGHT)
    assert not problems(at_once(*made))
    assert LearningPlan.objects.get().minutes_a_week == 40


def test_of_eight_moderators_who_pass_it_on_at_once_one_does():
    moderator, one = make_person("mona@programme.gov.uk", "Mona Moderator", group=MODERATORS), remark()
    passing = (lambda: actions.screen(remark=one, passes=True, text=WORDS, by=moderator, at=AT) for _ in EIGHT)
    assert [type(problem) for problem in problems(at_once(*passing))] == [actions.NotTheirTurn] * 7
    assert Remark.objects.get().state == State.PASSED_ON
