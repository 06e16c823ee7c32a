"""A forged id, somebody else's paper, an altered one and an answer after closing are refused, and the audit log says whose and why.

Seen to fail: with each of the four notes taken away, and with every wrong form noted.
"""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from assessment import actions
from assessment.models import Attempt, AttemptAnswer
from audit.models import Event
from tests.curriculum import later


@pytest.fixture
def attempt(attempt):
    Attempt.objects.filter(pk=attempt.pk).update(expires_at=timezone.now() + (later(days=1) - later()))
    attempt.refresh_from_db()
    return attempt


def place(attempt_id, name="question", *position):
    return reverse(f"assessment:{name}", args=[attempt_id, *position])


def noted():
    """[(who, which paper, why)]"""
    rows = Event.objects.filter(name="assessment.refused").order_by("pk")
    return [(row.actor, row.subject, row.detail["why"]) for row in rows]


def test_somebody_elses_paper_and_one_that_never_was_look_alike_and_are_noted(client, colleague, attempt):
    client.force_login(colleague, backend="django.contrib.auth.backends.ModelBackend")
    for wanted in (attempt.pk, forged := uuid4()):
        assert client.post(place(wanted, "question", 1), {"option": "0"}).status_code == 404
    assert noted() == [(colleague.pk, str(wanted), "not theirs") for wanted in (attempt.pk, forged)]


def test_an_altered_paper_is_noted(signed_in, learner, attempt):
    assert signed_in.post(place(attempt.pk, "question", 11), {"option": "0"}).status_code == 404
    assert signed_in.post(place(attempt.pk, "question", 1), {"option": "7"}).status_code == 422
    assert [(who, why) for who, _, why in noted()] == [(learner.pk, "no such question"), (learner.pk, "not offered")]


def test_an_answer_after_closing_is_noted_marked_or_out_of_time(signed_in, attempt):
    actions.submit(attempt=attempt, at=timezone.now())
    assert signed_in.post(place(attempt.pk, "question", 1), {"option": "0"}).url == place(attempt.pk, "result")
    Attempt.objects.update(
        state="open", score=None, marked_at=None, passed=None, started_at=later(days=-60), expires_at=later(days=-30)
    )
    assert signed_in.post(place(attempt.pk, "question", 1), {"option": "0"}).status_code == 410
    assert signed_in.post(place(attempt.pk, "submit")).status_code == 410
    assert [why for _, _, why in noted()] == ["closed"] * 3
    assert not AttemptAnswer.objects.exists()


def test_what_everybody_does_is_not_noted(signed_in, attempt):
    signed_in.post(place(attempt.pk, "question", 1), {})
    signed_in.post(place(attempt.pk, "question", 1), {"option": "0"})
    for _ in range(2):
        signed_in.post(place(attempt.pk, "submit"))
    signed_in.get(place(attempt.pk, "question", 1))
    assert noted() == []
