"""Questions are counted from each learner's first paper, and editors see them only of enough learners."""

import csv
import io
import uuid

import pytest
from django.urls import reverse

from assessment import counting
from assessment.models import Attempt, AttemptAnswer, AttemptState, QuestionFigures
from courses.editions import bank, current_edition, question_versions
from people.models import User
from tests.curriculum import AT, build_module, later

REPORT = "assessment-reports:questions"


@pytest.fixture
def module(db):
    return build_module(questions=2)


@pytest.fixture
def versions(module):
    return question_versions(module=module, questions=bank(module), at=AT)


def sat(module, versions, rights, number=1, learner=None):
    """A marked paper of one new learner, right or wrong at each position."""
    learner = learner or User.objects.create(email=f"{uuid.uuid4().hex}@camden.gov.uk")
    attempt = Attempt.objects.create(
        learner=learner, module=module, edition=current_edition(module), number=number, state=AttemptState.MARKED,
        paper=[{"question": version.pk, "order": []} for version in versions], pass_mark=1, started_at=AT,
        expires_at=later(days=30), marked_at=AT, score=sum(rights), passed=True,
    )  # fmt: skip
    AttemptAnswer.objects.bulk_create(
        AttemptAnswer(attempt=attempt, position=place, answer=option(version, right), correct=right, at=AT)
        for place, (version, right) in enumerate(zip(versions, rights, strict=True), 1)
    )
    return learner


def option(version, right):
    return next(option["id"] for option in version.content["options"] if option["correct"] == right)


def test_a_question_is_counted_over_first_papers_with_what_was_chosen(module, versions):
    for number in range(12):
        learner = sat(module, versions, [number < 9, True])
    sat(module, versions, [True, True], number=2, learner=learner)
    counting.count_questions(module=module, at=AT)
    first = QuestionFigures.objects.get(question=versions[0])
    assert (first.learners, first.right) == (12, 9)
    assert first.chosen == {option(versions[0], True): 9, option(versions[0], False): 3}


def test_what_was_not_answered_is_wrong(module, versions):
    sat(module, versions, [True, True])
    AttemptAnswer.objects.filter(position=2).delete()
    counting.count_questions(module=module, at=AT)
    assert QuestionFigures.objects.get(question=versions[1]).right == 0


def test_counting_twice_changes_nothing_and_a_counted_module_rests(module, versions):
    sat(module, versions, [True, False])
    assert list(counting.modules_to_count()) == [module]
    for _ in range(2):
        counting.count_questions(module=module, at=later(hours=1))
    assert QuestionFigures.objects.count() == 2
    assert not counting.modules_to_count()


def test_papers_are_counted_in_portions_as_in_one(module, versions, monkeypatch):
    for number in range(5):
        sat(module, versions, [number < 3, True])
    monkeypatch.setattr(counting, "AT_ONCE", 2)
    counting.count_questions(module=module, at=AT)
    assert QuestionFigures.objects.get(question=versions[0]).right == 3


def test_the_report_holds_back_what_few_learners_were_asked(module, versions, client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    for _ in range(29):
        sat(module, versions, [True, False])
    counting.count_questions(module=module, at=AT)
    assert versions[0].content["prompt"] not in client.get(reverse(REPORT)).content.decode()


def test_the_report_shows_rounded_numbers_on_screen_and_in_its_file(module, versions, client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    for number in range(32):
        sat(module, versions, [number < 31, number < 2])
    counting.count_questions(module=module, at=AT)
    page = client.get(reverse(REPORT)).content.decode()
    for words in ("Too easy", "Too hard", "[c]"):
        assert words in page
    response = client.get(reverse(REPORT), {"export": "csv"})
    headings, hard, easy = csv.reader(io.StringIO(b"".join(response.streaming_content).decode()))
    assert headings[4:6] == ["Learners asked, to the nearest 5", "Right, per cent"]
    assert [hard[4:6], easy[4:6]] == [["30", ""], ["30", "100"]]


def test_no_cell_of_the_file_is_a_formula(module, versions, client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    module.title = "=HYPERLINK(1)"
    module.save()
    for _ in range(30):
        sat(module, versions, [True, False])
    counting.count_questions(module=module, at=AT)
    content = b"".join(client.get(reverse(REPORT), {"export": "csv"}).streaming_content).decode()
    assert "'=HYPERLINK(1)" in content


@pytest.mark.parametrize("who", ["learner", "coordinator", "analyst"])
def test_nobody_but_editors_reads_it(who, client, request):
    client.force_login(request.getfixturevalue(who), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse(REPORT)).status_code in (302, 403)
