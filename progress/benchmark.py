"""What learning costs, measured for `manage.py bench`: pages against a bare view, clicks against a bare INSERT … ON CONFLICT.

Makes learners of its own, so it wants a database that is thrown away afterwards.
"""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from assessment.actions import answer_check, save_answer
from assessment.models import QuestionVersion
from assessment.rules import right_answer
from courses.models import CoursePage
from people.actions import become_member, join
from people.models import Standing

from . import actions
from .models import LessonRecord

CLIENTS = 16
ACTIVITIES = {"knowledge_check", "reflection", "scenario", "sorting", "self_assessment", "next_step"}


def measure(rounds: int = 60) -> dict:
    """{name: number}. A page and the bare view take turns, so that a busy machine weighs on both alike."""
    course = max(CoursePage.objects.live(), key=lambda course: course.places.count())
    lessons = [lesson for place in course.ordered_places() for lesson in place.module.live_lessons()]
    learners = [learner_of(course, number) for number in range(CLIENTS)]
    return pages(course, lessons, learners[0], rounds) | clicks(course, lessons, learners)


def learner_of(course, number):
    """A new person, enrolled."""
    now = timezone.now()
    person = join(email=f"bench-{number}-{now.timestamp()}@example.org", at=now)
    audience = course.audiences[0]
    place = become_member(
        user=person, stated_organisation="Bench", audience=audience, standing=Standing.PENDING, at=now
    )
    actions.enrol(learner=person, course=course, membership=place, at=now)
    return person


# Pages


def pages(course, lessons, learner, rounds):
    """Queries, CPU and the ratio to a bare view, signed in and warm."""
    richest = max(lessons, key=lambda lesson: len({block.block_type for block in lesson.body} & ACTIVITIES))
    module = richest.get_parent().specific
    actions.start_module(learner=learner, module=module, at=timezone.now())
    addresses = {
        "lesson": richest.url,
        "module": module.url,
        "course": course.url,
        "my_learning": reverse("home:my-learning"),
    }
    bare, found = Door(BareHandler(), "/bare/"), {}
    for name, address in addresses.items():
        door = Door(WSGIHandler(), address, signed_in(learner))
        ours, theirs, rate = side_by_side(door, bare, rounds)
        found |= {
            f"{name}_queries": door.queries(),
            f"{name}_cpu_ms": round(ours, 2),
            f"{name}_of_bare": round(ours / theirs, 1),
            f"{name}_rate_of_bare": round(rate, 3),
        }
    return found | {"bare_view_cpu_ms": round(theirs, 3)}


class Door:
    """One request, as a server makes it."""

    def __init__(self, handler, address, cookies=""):
        self.handler = handler
        self.environ = {"PATH_INFO": address, "HTTP_COOKIE": cookies, "SERVER_NAME": "localhost"}

    def __call__(self):
        status = []
        response = self.handler(
            RequestFactory()._base_environ(**self.environ), lambda words, headers: status.append(words)
        )
        b"".join(response)
        response.close()
        if status != ["200 OK"]:
            raise RuntimeError(f"{self.environ['PATH_INFO']}: {status}")

    def queries(self):
        with CaptureQueriesContext(connection) as captured:
            self()
        return len(captured)


class BareRequest(WSGIRequest):
    urlconf = __name__


class BareHandler(WSGIHandler):
    """Django with one view and no middleware."""

    request_class = BareRequest

    def load_middleware(self, is_async=False):
        self._view_middleware = self._template_response_middleware = self._exception_middleware = []
        self._middleware_chain = convert_exception_to_response(self._get_response)


def bare(request):
    return HttpResponse("Well")


urlpatterns = [path("bare/", bare)]


def signed_in(learner):
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    backend = settings.AUTHENTICATION_BACKENDS[0]
    session.update(
        {SESSION_KEY: str(learner.pk), BACKEND_SESSION_KEY: backend, HASH_SESSION_KEY: learner.get_session_auth_hash()}
    )
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={get_random_string(32)}"


def side_by_side(ours, theirs, rounds):
    """Median CPU milliseconds of each, and our requests per second as a part of theirs, after three rounds to warm up."""
    taken = [(*spent(ours), *spent(theirs, times=10)) for _ in range(rounds + 3)][3:]
    our_cpu, our_time, their_cpu, their_time = (statistics.median(column) for column in zip(*taken, strict=True))
    return our_cpu, their_cpu, their_time / our_time


def spent(run, times=1):
    """(CPU milliseconds, milliseconds) for each of so many times."""
    cpu, began = time.process_time(), time.perf_counter()
    for _ in range(times):
        run()
    return (time.process_time() - cpu) * 1000 / times, (time.perf_counter() - began) * 1000 / times


# Clicks


def clicks(course, lessons, learners):
    """How often a second sixteen clients at once may click, how long the slowest in a hundred waits, and the same bare."""
    answer_required_checks(lessons, learners)
    done = hammer([completions(learner, lessons) for learner in learners])
    upserts = hammer([bare_upserts(learner, lessons) for learner in learners])
    saved = hammer([answers(learner, lessons) for learner in learners])
    rates = {"complete_lesson": done, "save_answer": saved, "bare_upsert": upserts}
    found = {}
    for name, (rate, p99) in rates.items():
        found |= {f"{name}_per_second": round(rate), f"{name}_p99_ms": round(p99, 1)}
    return found | {
        f"{name}_of_bare": round(rates[name][0] / upserts[0], 2) for name in ("complete_lesson", "save_answer")
    }


@transaction.atomic
def answer_required_checks(lessons, learners):
    for lesson in lessons:
        module = lesson.get_parent().specific
        for block in lesson.body:
            if block.block_type == "knowledge_check" and block.value["required"]:
                option = next(bound.id for bound in block.value["options"].bound_blocks if bound.value["correct"])
                answer = [option] if block.value["kind"] == "multiple" else option
                for learner in learners:
                    answer_check(
                        learner=learner, lesson=lesson, module=module, block=block, answer=answer, at=timezone.now()
                    )


def completions(learner, lessons):
    return [lambda one=one: actions.complete_lesson(learner=learner, lesson=one, at=timezone.now()) for one in lessons]


def answers(learner, lessons):
    """A right answer to every question of a paper, and again."""
    now = timezone.now()
    attempt = actions.take_assessment(learner=learner, module=lessons[0].get_parent().specific, at=now)
    contents = [QuestionVersion.objects.get(pk=entry["question"]).content for entry in attempt.paper]
    return [
        lambda n=n, content=content: save_answer(
            attempt=attempt, position=n, answer=right_answer(content), at=timezone.now()
        )
        for n, content in list(enumerate(contents, 1)) * 5
    ]


def bare_upserts(learner, lessons):
    """The one statement that cannot be saved, without Django's models."""
    table = LessonRecord._meta.db_table
    # The table's name is the model's own.
    statement = (
        f"INSERT INTO {table} (learner_id, lesson_id, started_at, completed_at) VALUES (%s, %s, %s, %s) "  # nosec B608
        "ON CONFLICT (learner_id, lesson_id) DO UPDATE SET completed_at = EXCLUDED.completed_at"
    )
    who = LessonRecord._meta.get_field("learner").get_db_prep_value(learner.pk, connection)
    now = str(timezone.now())

    def upsert(lesson_id):
        with connection.cursor() as cursor:
            cursor.execute(statement, [who, lesson_id, now, now])

    return [lambda pk=lesson.pk: upsert(pk) for lesson in lessons]


def hammer(clients):
    """(clicks a second, 99th percentile in milliseconds) with each client's clicks in a thread of its own."""

    def one(calls):
        waits = []
        for call in calls:
            started = time.perf_counter()
            call()
            waits.append((time.perf_counter() - started) * 1000)
        connection.close()
        return waits

    started = time.perf_counter()
    with ThreadPoolExecutor(len(clients)) as threads:
        waits = sorted(wait for client in threads.map(one, clients) for wait in client)
    return len(waits) / (time.perf_counter() - started), waits[int(len(waits) * 0.99)]
