"""How learners found a module reaches editors as rounded shares, of enough learners, and never by who they are."""

import csv
import io

import pytest
from django.urls import reverse

from feedback.models import SurveyAnswer
from people.models import User
from tests.curriculum import AT, build_module

REPORT = "feedback-reports:scores"


@pytest.fixture
def module(db):
    return build_module(title="=Plumbing", principle="p2")


def answered(module, number, high):
    """So many learners answer; the first of them very much, the others not at all; nobody answers whether it was clear."""
    learners = User.objects.bulk_create(User(email=f"{module.pk}-{n}@camden.gov.uk") for n in range(number))
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(learner=learner, module=module, useful=5 if n < high else 1, audience="councillor", answered_at=AT,
                     answered_month=AT.date().replace(day=1))
        for n, learner in enumerate(learners)
    )  # fmt: skip


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_shares_are_of_rounded_counts_on_screen_and_in_the_file(desk, module):
    answered(module, 43, 31)
    assert "67%" in desk.get(reverse(REPORT)).text  # 30 of 45
    response = desk.get(reverse(REPORT), {"export": "csv"})
    _, row = csv.reader(io.StringIO(b"".join(response.streaming_content).decode()))
    assert row == ["'=Plumbing", "45", "67%", "[c]", "[c]"]


def test_a_module_of_few_answers_is_not_listed(desk, module):
    answered(module, 29, 29)
    assert "=Plumbing" not in desk.get(reverse(REPORT)).text


def test_a_principle_can_be_chosen_and_an_audience_cannot(desk, module):
    answered(module, 40, 20)
    assert "=Plumbing" in desk.get(reverse(REPORT), {"principle": "p2"}).text
    assert "=Plumbing" not in desk.get(reverse(REPORT), {"principle": "p1"}).text
    assert "=Plumbing" in desk.get(reverse(REPORT), {"audience": "councillor", "learner": "1"}).text


@pytest.mark.parametrize("who", ["learner", "coordinator", "analyst"])
def test_nobody_but_editors_reads_it(who, client, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse(REPORT)).status_code in (302, 403)
