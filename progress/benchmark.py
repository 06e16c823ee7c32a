"""What a page costs its process, against a bare view in the same run, for `manage.py bench`; clicks are in progress/clicks.py.

The bare view is Django's handler with one address, no middleware and no database. Beside it stands the floor of every page for
somebody who is signed in: the same view behind sessions and authentication alone, which read the session and the person.
Makes learners of its own, so it wants a database that is thrown away afterwards.
"""

import statistics
import time
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from courses.models import CoursePage
from people.actions import become_member, join
from people.middleware import Authentication
from people.models import Standing

from . import actions
from .clicks import CLIENTS, clicks

ACTIVITIES = {"knowledge_check", "reflection", "scenario", "sorting", "self_assessment", "next_step"}


def measure(rounds: int = 40) -> dict:
    """{name: number}. A page and the bare view take turns, so that a busy machine weighs on both alike."""
    course = largest_course()
    lessons = [lesson for place in course.ordered_places() for lesson in place.module.live_lessons()]
    learners = [learner_of(course, number) for number in range(CLIENTS)]
    return pages(course, lessons, learners[0], rounds) | clicks(lessons, learners)


def largest_course():
    return max(CoursePage.objects.live(), key=lambda course: course.places.count())


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
    richest = begun_lesson(lessons, learner)
    cookies = signed_in(learner)
    doors = {
        "signed_in_floor": Door(SignedInHandler(), "/bare/", cookies),
        "lesson": Door(WSGIHandler(), richest.url, cookies),
        "module": Door(WSGIHandler(), richest.get_parent().url, cookies),
        "course": Door(WSGIHandler(), course.url, cookies),
        "my_learning": Door(WSGIHandler(), reverse("home:my-learning"), cookies),
    }
    bare, found = Door(BareHandler(), "/bare/"), {}
    for name, door in doors.items():
        ours, theirs, rate = side_by_side(door, bare, rounds)
        found |= {
            f"{name}_queries": door.queries(),
            f"{name}_cpu_ms": round(ours, 2),
            f"{name}_of_bare": round(ours / theirs, 1),
            f"{name}_waited_of_bare": round(1 / rate, 1),
        }
    return found | {"bare_view_cpu_ms": round(theirs, 3)}


def begun_lesson(lessons, learner):
    """The one with most kinds of activity, its module begun."""
    richest = max(lessons, key=lambda lesson: len({block.block_type for block in lesson.body} & ACTIVITIES))
    actions.start_module(learner=learner, module=richest.get_parent().specific, at=timezone.now())
    return richest


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


class SignedInHandler(BareHandler):
    """The same behind what every page needs that knows its reader."""

    def load_middleware(self, is_async=False):
        super().load_middleware()
        self._middleware_chain = SessionMiddleware(Authentication(self._middleware_chain))


def bare(request):
    return HttpResponse("Well" if getattr(request, "user", None) else "Well, stranger")


urlpatterns = [path("bare/", bare)]


def signed_in(learner):
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    backend = settings.AUTHENTICATION_BACKENDS[0]
    session.update(
        {SESSION_KEY: str(learner.pk), BACKEND_SESSION_KEY: backend, HASH_SESSION_KEY: learner.get_session_auth_hash()}
    )
    session.create()
    UserSession.objects.create(user=learner, session_key=session.session_key, ip="127.0.0.1", user_agent="bench")
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={get_random_string(32)}"


def side_by_side(ours, theirs, rounds):
    """Median CPU milliseconds of each, and the time that theirs takes as a part of ours, after three rounds to warm up."""
    taken = [(*spent(ours, times=5), *spent(theirs, times=50)) for _ in range(rounds + 3)][3:]
    our_cpu, our_time, their_cpu, their_time = (statistics.median(column) for column in zip(*taken, strict=True))
    return our_cpu, their_cpu, their_time / our_time


def spent(run, times=1):
    """(CPU milliseconds, milliseconds) for each of so many times, after one that only fetches everything back into the caches."""
    run()
    cpu, began = time.process_time(), time.perf_counter()
    for _ in range(times):
        run()
    return (time.process_time() - cpu) * 1000 / times, (time.perf_counter() - began) * 1000 / times
