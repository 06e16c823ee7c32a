"""Papers on a real web server and PostgreSQL: eight submissions at once of every learner, and a server killed between the clicks.
One attempt, one score, and nothing is lost that was acknowledged. `LEARNERS=100` has a hundred of them.

Seen to fail: with an answer that is acknowledged before it is committed.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from assessment.models import Attempt, AttemptAnswer, AttemptState
from mail.models import Message
from progress.actions import take_assessment
from progress.models import ModuleRecord
from tests.assessment.live import Server, session_of
from tests.curriculum import build_course, build_module, build_person, enrol
from tests.taking import right

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
LEARNERS = int(os.environ.get("LEARNERS", "4"))
DONE = 302


@pytest.fixture
def server(services, tmp_path):
    with Server(services, tmp_path / "web.log") as server:
        server.begin()
        yield server


@pytest.fixture
def papers():
    """[(attempt, session)]: open papers without an answer."""
    course = build_course(module := build_module(lessons=1))
    people = [build_person(f"Person {n}") for n in range(LEARNERS)]
    for person in people:
        enrol(person, course)
    now = timezone.now()  # the server's clock is the real one
    return [(take_assessment(learner=person, module=module, at=now), session_of(person)) for person in people]


def submitting(server, attempt, session):
    return partial(server.answer, "POST", reverse("assessment:submit", args=[attempt.pk]), session)


def answering(server, attempt, session, position):
    option = attempt.paper[position - 1]["order"].index(right(attempt, position))
    address = reverse("assessment:question", args=[attempt.pk, position])
    return partial(server.answer, "POST", address, session, option=option)


def at_once(clicks, before_the_last=lambda: None):
    """The status that each click got. `before_the_last` is called when a third of them have an answer."""
    with ThreadPoolExecutor(16) as hands:
        jobs = [hands.submit(click) for click in clicks]
        jobs[len(jobs) // 3].result()
        before_the_last()
        return [job.result() for job in jobs]


def test_nothing_acknowledged_is_lost_and_nothing_is_done_twice(server, papers):
    clicks = {(paper, n): answering(server, *paper, n) for paper in papers for n in range(1, 11)}
    statuses = at_once(clicks.values(), before_the_last=server.kill)
    kept = [(attempt.pk, n) for ((attempt, _), n), got in zip(clicks, statuses, strict=True) if got == DONE]
    assert 0 < len(kept) < len(clicks)
    assert set(kept) <= set(AttemptAnswer.objects.values_list("attempt", "position"))
    server.begin()
    assert set(at_once(clicks.values())) == {DONE}, "every click is repeated"
    submissions = [submitting(server, *paper) for _ in range(8) for paper in papers]
    assert set(at_once(submissions, before_the_last=server.kill)) <= {DONE, None}
    server.begin()
    assert set(at_once(submissions)) == {DONE}
    everybody_has_one_result()


def everybody_has_one_result():
    assert list(Attempt.objects.values_list("state", "score")) == [(AttemptState.MARKED, 10)] * LEARNERS
    assert AttemptAnswer.objects.count() == 10 * LEARNERS
    assert ModuleRecord.objects.filter(passed_at__isnull=False).count() == LEARNERS
    assert Message.objects.filter(template="passed").count() == LEARNERS
