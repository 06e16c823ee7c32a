"""Papers on a real web server and PostgreSQL: eight submissions at once of every learner, a server killed between the clicks, a
session that ends, a clock that is moved. One attempt, one score, and nothing is lost that was acknowledged. `LEARNERS=100` has a
hundred of them.

Seen to fail: with an answer that is acknowledged before it is committed; where an answer without a session was kept nowhere, or saved
unasked; where a paper took no answer from before its start, or counted its days by the clock on the wall.
"""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from assessment.models import Attempt, AttemptAnswer, AttemptState
from mail.models import Message
from people.sessions import SessionStore
from progress.actions import take_assessment
from progress.models import ModuleRecord
from tests.assessment.live import Server, session_of
from tests.curriculum import build_course, build_module, build_person, enrol
from tests.taking import right

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
LEARNERS = int(os.environ.get("LEARNERS", "4"))
DONE, GONE = 302, 410
NIGHT = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # in London it is half past one, and an hour later again


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


def test_a_session_that_ends_in_mid_paper_loses_nothing(server, papers):
    for attempt, session in papers:
        assert {answering(server, attempt, session, n)() for n in range(1, 5)} == {DONE}
        SessionStore(session).delete()  # as after twelve hours: the browser still has the key of it
        again = session_of(attempt.learner, answered_at_the_door(server, attempt, session))
        address = reverse("assessment:question", args=[attempt.pk, 5])
        (option,) = re.findall(r'value="(\d)"[^>]*checked', server.ask("GET", address, again).text)
        assert AttemptAnswer.objects.filter(attempt=attempt).count() == 4, "it waits for the button"
        assert server.answer("POST", address, again, option=option) == DONE
        assert {answering(server, attempt, again, n)() for n in range(6, 11)} == {DONE}
        assert submitting(server, attempt, again)() == DONE
    everybody_has_one_result()


def answered_at_the_door(server, attempt, session):
    """The fifth answer, and the session that the browser is given for it."""
    option = attempt.paper[4]["order"].index(right(attempt, 5))
    address = reverse("assessment:question", args=[attempt.pk, 5])
    answer = server.ask("POST", address, session, option=option)
    assert answer.headers["Location"].startswith(reverse("people:sign-in"))
    cookies = " ".join(answer.headers.get_all("Set-Cookie"))
    return re.search(rf"\b{settings.SESSION_COOKIE_NAME}=(\w+)", cookies)[1]


@pytest.fixture
def night(services, tmp_path):
    """(server, its learner's session, the address where a paper is begun): half an hour before clocks go back."""
    with time_machine.travel(NIGHT):
        enrol(person := build_person(), build_course(module := build_module(lessons=1)))
        session = session_of(person, seconds=timedelta(days=40).total_seconds())
    with Server(services, tmp_path / "web.log", clock=tmp_path / "clock") as server:
        server.show(NIGHT)
        server.begin()
        yield server, session, reverse("progress:assessment", args=[module.pk])


def test_a_clock_that_is_moved_in_mid_paper_changes_nothing(night):
    server, session, door = night
    for hours, positions in ((0, (1, 2, 3)), (1, (4, 5)), (-1, (6, 7)), (0, (8, 9)), (1, (10,))):
        server.show(NIGHT + timedelta(hours=hours))
        assert server.answer("POST", door, session) == DONE, "it goes on, or begins"
        attempt = Attempt.objects.get()
        assert {answering(server, attempt, session, n)() for n in positions} == {DONE}
    back = partial(server.show, NIGHT - timedelta(hours=1))
    assert set(at_once([submitting(server, attempt, session)] * 8, before_the_last=back)) == {DONE}
    assert list(Attempt.objects.values_list("state", "score")) == [(AttemptState.MARKED, 10)]
    a_paper_is_open_for_thirty_days(server, session, door)


def a_paper_is_open_for_thirty_days(server, session, door):
    """From half past one in summer time to half past midnight in winter time, and no minute longer."""
    server.show(NIGHT)
    assert server.answer("POST", door, session) == DONE
    attempt = Attempt.objects.get(state=AttemptState.OPEN)
    server.show(attempt.started_at + timedelta(days=30, minutes=-10))
    assert answering(server, attempt, session, 1)() == DONE
    server.show(attempt.started_at + timedelta(days=30))
    assert {answering(server, attempt, session, 2)(), submitting(server, attempt, session)()} == {GONE}
    assert attempt.answers.get().position == 1
